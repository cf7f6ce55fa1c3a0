package dev.sluice.proof.sdk;

import com.anthropic.errors.AnthropicServiceException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.errors.OpenAIServiceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Runs one official Java SDK: reads jobs as JSON lines on standard input and writes one result line
 * per job on standard output, many jobs at once.
 *
 * <p>The only argument is {@code openai}, {@code anthropic} or {@code bedrock}.
 */
public final class JavaDriver {
  private final Sdk sdk;
  private final PrintStream out;

  private JavaDriver(Sdk sdk, PrintStream out) {
    this.sdk = sdk;
    this.out = out;
  }

  /** Runs until standard input ends. */
  public static void main(String[] args) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // whatever a library prints is no result line
    var sdk =
        switch (args.length == 1 ? args[0] : "") {
          case "openai" -> new OpenaiSdk();
          case "anthropic" -> new AnthropicSdk();
          case "bedrock" -> new BedrockSdk();
          default -> throw new IllegalArgumentException("give one of openai, anthropic, bedrock");
        };
    new JavaDriver(sdk, out).serve();
    System.exit(0); // the SDKs keep threads that are no daemons
  }

  private void serve() throws IOException {
    write(Answer.JSON.createObjectNode().put("ready", true));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    // Platform threads: the first calls wait for each other's class initialisers.
    try (var threads = Executors.newCachedThreadPool()) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var job = Job.of(Answer.JSON.readTree(line));
        threads.execute(() -> write(run(job)));
      }
      threads.shutdownNow();
    }
  }

  private ObjectNode run(Job job) {
    var turns = new Turns();
    try (var thread = Executors.newSingleThreadExecutor()) {
      var call = thread.submit(() -> sdk.converse(job, turns));
      try {
        call.get(job.watch().toMillis(), TimeUnit.MILLISECONDS);
        return turns.toJson(job.id());
      } catch (TimeoutException hung) {
        call.cancel(true);
        return turns.toJson(job.id()).put("hung", true);
      } catch (ExecutionException raised) {
        var json = turns.toJson(job.id());
        json.set("error", failure(raised));
        return json;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return turns.toJson(job.id()).put("hung", true);
      } finally {
        thread.shutdownNow();
      }
    }
  }

  private static ObjectNode failure(Throwable raised) {
    var error = raised;
    while ((error instanceof ExecutionException || error instanceof CompletionException)
        && error.getCause() != null) {
      error = error.getCause();
    }
    var json = Answer.JSON.createObjectNode();
    json.put("class", error.getClass().getSimpleName());
    json.put("message", String.valueOf(error.getMessage()));
    switch (error) {
      case OpenAIServiceException openai ->
          json.put("status", openai.statusCode())
              .put("type", openai.type().orElse(null))
              .put("code", openai.code().orElse(null))
              .put(
                  "requestId",
                  openai.headers().values("x-request-id").stream().findFirst().orElse(null));
      case AnthropicServiceException anthropic ->
          json.put("status", anthropic.statusCode())
              .put("type", anthropic.type().map(Object::toString).orElse(null))
              .put("requestId", anthropic.requestId().orElse(null));
      case AwsServiceException aws ->
          json.put("status", aws.statusCode())
              .put("type", aws.awsErrorDetails() == null ? null : aws.awsErrorDetails().errorCode())
              .put("requestId", aws.requestId());
      case SdkServiceException service -> json.put("status", service.statusCode());
      default -> json.putNull("status");
    }
    return json;
  }

  private synchronized void write(ObjectNode result) {
    out.println(result);
  }
}
