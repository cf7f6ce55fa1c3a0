package dev.sluice.proof.sdk;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.scheme.BearerAuthScheme;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

/** Converse and ConverseStream by the AWS SDK for Java 2, asynchronous, over Netty. */
final class BedrockSdk implements Sdk {
  private final Map<Job.Access, BedrockRuntimeAsyncClient> clients = new ConcurrentHashMap<>();

  @Override
  public Turns converse(Job job, Turns turns) throws InterruptedException, ExecutionException {
    var client = clients.computeIfAbsent(job.access(), BedrockSdk::client);
    var messages = new ArrayList<Message>();
    messages.add(Message.builder().role("user").content(ContentBlock.fromText(job.user())).build());
    var answer = turns.open();
    var message = turn(client, job, messages, answer);
    if (!job.loop()) return turns;
    messages.add(message);
    messages.add(results(job, answer));
    turn(client, job, messages, turns.open());
    return turns;
  }

  private static BedrockRuntimeAsyncClient client(Job.Access access) {
    var builder =
        BedrockRuntimeAsyncClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(access.baseUrl()))
            .overrideConfiguration(
                settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .readTimeout(access.timeout())
                    .connectionTimeout(access.timeout()));
    var secret = access.secret();
    if (secret == null) {
      builder
          .tokenProvider(StaticTokenProvider.create(access::apiKey))
          .authSchemeProvider(parameters ->
              List.of(
                  software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption.builder()
                      .schemeId(BearerAuthScheme.SCHEME_ID)
                      .build()));
    } else {
      builder
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create(access.apiKey(), secret)))
          .putAuthScheme(AwsV4AuthScheme.create());
    }
    return builder.build();
  }

  private static Message results(Job job, Answer answer) {
    var blocks =
        answer.calls.stream()
            .map(call ->
                ContentBlock.fromToolResult(result ->
                    result
                        .toolUseId(call.id())
                        .content(ToolResultContentBlock.fromText(job.toolResult(call.name())))))
            .toList();
    return Message.builder().role("user").content(blocks).build();
  }

  private static Message turn(
      BedrockRuntimeAsyncClient client, Job job, List<Message> messages, Answer answer)
      throws InterruptedException, ExecutionException {
    return job.stream()
        ? streamed(client, job, messages, answer)
        : whole(client, job, messages, answer);
  }

  private static Message whole(
      BedrockRuntimeAsyncClient client, Job job, List<Message> messages, Answer answer)
      throws InterruptedException, ExecutionException {
    var asked =
        ConverseRequest.builder()
            .modelId(job.model())
            .messages(messages)
            .inferenceConfig(inference(job));
    if (!job.tools().isEmpty()) asked.toolConfig(tools(job));
    if (job.reasoning()) asked.additionalModelRequestFields(Documents.thinking());
    var response = client.converse(asked.build()).get();
    answer.requestId = response.responseMetadata().requestId();
    var message = response.output().message();
    message.content().forEach(block -> read(block, answer));
    answer.stop = response.stopReasonAsString();
    answer.usage = usage(response.usage());
    return message;
  }

  private static Message streamed(
      BedrockRuntimeAsyncClient client, Job job, List<Message> messages, Answer answer)
      throws InterruptedException, ExecutionException {
    var asked =
        ConverseStreamRequest.builder()
            .modelId(job.model())
            .messages(messages)
            .inferenceConfig(inference(job));
    if (!job.tools().isEmpty()) asked.toolConfig(tools(job));
    if (job.reasoning()) asked.additionalModelRequestFields(Documents.thinking());
    var blocks = new TreeMap<Integer, Block>();
    var visitor =
        ConverseStreamResponseHandler.Visitor.builder()
            .onContentBlockStart(start -> {
              var tool = start.start().toolUse();
              if (tool != null) {
                var block = blocks.computeIfAbsent(start.contentBlockIndex(), n -> new Block());
                block.toolUseId = tool.toolUseId();
                block.name = tool.name();
              }
            })
            .onContentBlockDelta(delta ->
                fold(delta, blocks.computeIfAbsent(delta.contentBlockIndex(), n -> new Block())))
            .onMessageStop(stop -> answer.stop = stop.stopReasonAsString())
            .onMetadata(end -> answer.usage = usage(end.usage()))
            .build();
    var handler =
        ConverseStreamResponseHandler.builder()
            .onResponse(response -> answer.requestId = response.responseMetadata().requestId())
            .subscriber(visitor)
            .build();
    client.converseStream(asked.build(), handler).get();
    var content = blocks.values().stream().map(Block::close).toList();
    content.forEach(block -> read(block, answer));
    return Message.builder().role("assistant").content(content).build();
  }

  /** A content block of a stream while it grows. */
  private static final class Block {
    final StringBuilder text = new StringBuilder();
    final StringBuilder reasoning = new StringBuilder();
    final StringBuilder input = new StringBuilder();
    String signature = "";
    String toolUseId = "";
    String name = "";

    ContentBlock close() {
      if (!toolUseId.isEmpty()) {
        return ContentBlock.fromToolUse(
            tool -> tool.toolUseId(toolUseId).name(name).input(Documents.parse(input.toString())));
      }
      if (!reasoning.isEmpty() || !signature.isEmpty()) {
        return ContentBlock.fromReasoningContent(content ->
            content.reasoningText(thought ->
                thought
                    .text(reasoning.toString())
                    .signature(signature.isEmpty() ? null : signature)));
      }
      return ContentBlock.fromText(text.toString());
    }
  }

  private static void fold(ContentBlockDeltaEvent event, Block into) {
    var delta = event.delta();
    if (delta.text() != null) into.text.append(delta.text());
    if (delta.toolUse() != null) into.input.append(delta.toolUse().input());
    var reasoning = delta.reasoningContent();
    if (reasoning != null && reasoning.text() != null) into.reasoning.append(reasoning.text());
    if (reasoning != null && reasoning.signature() != null) {
      into.signature = reasoning.signature();
    }
  }

  private static void read(ContentBlock block, Answer into) {
    if (block.text() != null) into.text.append(block.text());
    var reasoning = block.reasoningContent();
    if (reasoning != null && reasoning.reasoningText() != null) {
      into.reasoning.append(reasoning.reasoningText().text());
      into.signature = reasoning.reasoningText().signature();
    }
    var tool = block.toolUse();
    if (tool != null) {
      var call = new Answer.Call(tool.toolUseId(), tool.name());
      call.args().append(Documents.toJson(tool.input()));
      into.calls.add(call);
    }
  }

  private static InferenceConfiguration inference(Job job) {
    var inference = InferenceConfiguration.builder().maxTokens((int) job.maxTokens());
    if (!job.stop().isEmpty()) inference.stopSequences(job.stop());
    return inference.build();
  }

  private static ToolConfiguration tools(Job job) {
    return ToolConfiguration.builder()
        .tools(
            job.tools().stream()
                .map(tool ->
                    Tool.fromToolSpec(spec ->
                        spec.name(tool.name())
                            .description(tool.description())
                            .inputSchema(schema -> schema.json(Documents.of(tool.schema())))))
                .toList())
        .build();
  }

  private static Answer.Usage usage(TokenUsage usage) {
    return new Answer.Usage(
        longOf(usage.inputTokens()),
        longOf(usage.outputTokens()),
        longOf(usage.cacheReadInputTokens()),
        longOf(usage.cacheWriteInputTokens()),
        null);
  }

  private static @org.jspecify.annotations.Nullable Long longOf(
      @org.jspecify.annotations.Nullable Integer count) {
    return count == null ? null : Long.valueOf(count);
  }
}
