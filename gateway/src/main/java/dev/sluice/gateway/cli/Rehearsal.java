package dev.sluice.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.gateway.configure.Configuration;
import dev.sluice.gateway.configure.ConfigurationReader;
import dev.sluice.gateway.configure.ConfigurationResult;
import dev.sluice.lab.LabServer;
import dev.sluice.lab.LabSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * Plays traffic of every protocol through a gateway in this very process and ends it: what the
 * launcher records once after a build, so that later starts find their classes linked and their hot
 * methods known (JEP 514 and 515). Opens loopback ports only.
 */
final class Rehearsal {

  static final String COMMAND = "rehearse";

  private static final Duration LENGTH = Duration.ofSeconds(6);
  private static final int CLIENTS = 8;
  private static final String KEY = "lab-rehearsal";

  private Rehearsal() {}

  static void run() throws CannotServe, IOException {
    var lab = LabServer.start(LabSettings.defaults().rate(0));
    int port = Serve.begin(configuration("http://127.0.0.1:" + lab.port())).dataAddress().port();
    long end = System.nanoTime() + LENGTH.toNanos();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < CLIENTS; i++) {
        var first = i;
        clients.execute(() -> ask(port, first, end));
      }
    }
    System.exit(0);
  }

  private static Configuration configuration(String lab) throws CannotServe {
    var environment =
        Map.of(
            "OPENAI_API_KEY", KEY,
            "OPENAI_BASE_URL", lab + "/v1",
            "ANTHROPIC_API_KEY", KEY,
            "ANTHROPIC_BASE_URL", lab,
            "AWS_REGION", "us-east-1",
            "AWS_BEARER_TOKEN_BEDROCK", KEY,
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", lab);
    return switch (new ConfigurationReader(environment).read()) {
      case ConfigurationResult.Valid valid ->
          valid.configuration().listening(Optional.empty(), Optional.of(0), Optional.of(0));
      case ConfigurationResult.Invalid invalid ->
          throw new CannotServe(
              "the rehearsal's own configuration is wrong: " + invalid.problems());
    };
  }

  private static void ask(int port, int first, long end) {
    var questions = questions();
    try {
      for (var i = first; System.nanoTime() < end; i++) {
        exchange(port, questions.get(i % questions.size()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the rehearsal's gateway does not answer", e);
    }
  }

  private static void exchange(int port, byte[] question) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(question);
      var answer = socket.getInputStream();
      var buffer = new byte[16 << 10];
      while (answer.read(buffer) >= 0) {
        // Only the gateway's side of it matters.
      }
    }
  }

  /** Mostly long streams of text, as in life; some tools, reasoning, whole answers and failures. */
  private static List<byte[]> questions() {
    var questions = new ArrayList<byte[]>();
    for (var provider : List.of("openai", "anthropic", "bedrock")) {
      for (var script :
          List.of(
              "lab-text-n400-r0",
              "lab-text-n400-k32-r0",
              "lab-tools2",
              "lab-text-n400-r0",
              "lab-reasoning",
              "lab-s429",
              "lab-text-u8")) {
        var model = provider + "/" + script;
        questions.add(question("/v1/chat/completions", chat(model, true)));
        questions.add(question("/v1/messages", messages(model)));
        questions.add(
            question("/model/" + model.replace("/", "%2F") + "/converse-stream", CONVERSE));
      }
      questions.add(question("/v1/chat/completions", chat(provider + "/lab-text", false)));
    }
    return questions;
  }

  private static final String CONVERSE =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}";

  private static String chat(String model, boolean stream) {
    return "{\"model\":\""
        + model
        + "\",\"stream\":"
        + stream
        + ",\"messages\":[{\"role\":\"system\",\"content\":\"be"
        + " brief\"},{\"role\":\"user\",\"content\":\"hi\"}],"
        + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":"
        + "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"string\"}}}}}]}";
  }

  private static String messages(String model) {
    return "{\"model\":\""
        + model
        + "\",\"stream\":true,\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  }

  private static byte[] question(String path, String body) {
    return ("POST "
            + path
            + " HTTP/1.1\r\n"
            + "host: 127.0.0.1\r\n"
            + "connection: close\r\n"
            + "anthropic-version: 2023-06-01\r\n"
            + "content-type: application/json\r\n"
            + "content-length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(UTF_8);
  }
}
