package dev.sluice.proof.sdk;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Messages by {@code anthropic-java}. */
final class AnthropicSdk implements Sdk {
  private final Map<Job.Access, AnthropicClient> clients = new ConcurrentHashMap<>();

  @Override
  public Turns converse(Job job, Turns turns) {
    var client = clients.computeIfAbsent(job.access(), AnthropicSdk::client);
    var asked = params(job);
    var answer = turns.open();
    var message = turn(client, job, asked.build(), answer);
    if (!job.loop()) return turns;
    asked.addMessage(message.orElseThrow());
    asked.addUserMessageOfContentBlockParams(
        answer.calls.stream()
            .map(call ->
                ContentBlockParam.ofToolResult(
                    ToolResultBlockParam.builder()
                        .toolUseId(call.id())
                        .content(job.toolResult(call.name()))
                        .build()))
            .toList());
    turn(client, job, asked.build(), turns.open());
    return turns;
  }

  private static AnthropicClient client(Job.Access access) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(access.baseUrl())
        .apiKey(access.apiKey())
        .maxRetries(0)
        .timeout(access.timeout())
        .build();
  }

  private static MessageCreateParams.Builder params(Job job) {
    var asked =
        MessageCreateParams.builder()
            .model(job.model())
            .maxTokens(job.maxTokens())
            .addUserMessage(job.user());
    if (!job.stop().isEmpty()) asked.stopSequences(job.stop());
    if (job.reasoning()) asked.thinking(ThinkingConfigAdaptive.builder().build());
    for (var tool : job.tools()) {
      asked.addTool(
          Tool.builder()
              .name(tool.name())
              .description(tool.description())
              .inputSchema(schema(tool.schema()))
              .build());
    }
    return asked;
  }

  private static Tool.InputSchema schema(JsonNode schema) {
    var input = Tool.InputSchema.builder();
    schema
        .properties()
        .forEach(member -> {
          if (!member.getKey().equals("type")) {
            input.putAdditionalProperty(member.getKey(), JsonValue.fromJsonNode(member.getValue()));
          }
        });
    return input.build();
  }

  private static Optional<Message> turn(
      AnthropicClient client, Job job, MessageCreateParams asked, Answer answer) {
    return job.stream() ? streamed(client, job, asked, answer) : whole(client, asked, answer);
  }

  private static Optional<Message> whole(
      AnthropicClient client, MessageCreateParams asked, Answer answer) {
    try (var response = client.messages().withRawResponse().create(asked)) {
      answer.requestId = response.requestId().orElse(null);
      var message = response.parse();
      read(message, answer);
      return Optional.of(message);
    }
  }

  private static Optional<Message> streamed(
      AnthropicClient client, Job job, MessageCreateParams asked, Answer answer) {
    var accumulator = MessageAccumulator.create();
    try (var response = client.messages().withRawResponse().createStreaming(asked)) {
      answer.requestId = response.requestId().orElse(null);
      try (var stream = response.parse()) {
        for (var events = stream.stream().iterator(); events.hasNext(); ) {
          var event = events.next();
          fold(event, answer);
          if (job.helper() && answer.helper == null) accumulate(accumulator, event, answer);
        }
      }
    }
    if (!job.helper() || answer.helper != null) return Optional.empty();
    try {
      var message = accumulator.message();
      var helped = new Answer();
      read(message, helped);
      answer.helper = Answer.agreement(answer, helped);
      return Optional.of(message);
    } catch (RuntimeException thrown) {
      answer.helper = "throws " + thrown;
      return Optional.empty();
    }
  }

  private static void accumulate(
      MessageAccumulator accumulator, RawMessageStreamEvent event, Answer answer) {
    try {
      accumulator.accumulate(event);
    } catch (RuntimeException thrown) {
      answer.helper = "throws " + thrown;
    }
  }

  private static void fold(RawMessageStreamEvent event, Answer into) {
    event.messageStart().ifPresent(start -> into.usage = usage(start.message().usage()));
    event
        .contentBlockStart()
        .flatMap(start -> start.contentBlock().toolUse())
        .ifPresent(tool -> into.calls.add(new Answer.Call(tool.id(), tool.name())));
    event
        .contentBlockDelta()
        .ifPresent(part -> {
          var delta = part.delta();
          delta.text().ifPresent(text -> into.text.append(text.text()));
          delta.thinking().ifPresent(text -> into.reasoning.append(text.thinking()));
          delta.signature().ifPresent(sign -> into.signature = sign.signature());
          delta
              .inputJson()
              .ifPresent(json -> into.calls.getLast().args().append(json.partialJson()));
        });
    event
        .messageDelta()
        .ifPresent(end -> {
          end.delta().stopReason().ifPresent(reason -> into.stop = reason.asString());
          into.stopSequence = end.delta().stopSequence().orElse(null);
          var usage = end.usage();
          into.usage =
              merged(
                  into.usage,
                  new Answer.Usage(
                      Answer.Usage.orNull(usage.inputTokens()),
                      usage.outputTokens(),
                      Answer.Usage.orNull(usage.cacheReadInputTokens()),
                      Answer.Usage.orNull(usage.cacheCreationInputTokens()),
                      Answer.Usage.orNull(
                          usage.outputTokensDetails().map(d -> d.thinkingTokens()))));
        });
  }

  private static void read(Message message, Answer into) {
    for (var block : message.content()) {
      block.text().ifPresent(text -> into.text.append(text.text()));
      block
          .thinking()
          .ifPresent(thinking -> {
            into.reasoning.append(thinking.thinking());
            into.signature = thinking.signature();
          });
      block
          .toolUse()
          .ifPresent(tool -> {
            var call = new Answer.Call(tool.id(), tool.name());
            call.args().append(tool._input().convert(JsonNode.class));
            into.calls.add(call);
          });
    }
    message.stopReason().ifPresent(reason -> into.stop = reason.asString());
    into.stopSequence = message.stopSequence().orElse(null);
    into.usage = usage(message.usage());
  }

  private static Answer.Usage usage(Usage usage) {
    return new Answer.Usage(
        usage.inputTokens(),
        usage.outputTokens(),
        Answer.Usage.orNull(usage.cacheReadInputTokens()),
        Answer.Usage.orNull(usage.cacheCreationInputTokens()),
        Answer.Usage.orNull(usage.outputTokensDetails().map(d -> d.thinkingTokens())));
  }

  /** Later counts replace earlier ones; what is absent stays as it was. */
  private static Answer.Usage merged(
      Answer.@org.jspecify.annotations.Nullable Usage early, Answer.Usage late) {
    if (early == null) return late;
    return new Answer.Usage(
        late.input() != null ? late.input() : early.input(),
        late.output() != null ? late.output() : early.output(),
        late.cacheRead() != null ? late.cacheRead() : early.cacheRead(),
        late.cacheWrite() != null ? late.cacheWrite() : early.cacheWrite(),
        late.reasoning() != null ? late.reasoning() : early.reasoning());
  }
}
