package dev.sluice.proof.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Chat Completions by {@code openai-java}. */
final class OpenaiSdk implements Sdk {
  private final Map<Job.Access, OpenAIClient> clients = new ConcurrentHashMap<>();

  @Override
  public Turns converse(Job job, Turns turns) {
    var client = clients.computeIfAbsent(job.access(), OpenaiSdk::client);
    var asked = params(job);
    var answer = turns.open();
    var message = turn(client, job, asked.build(), answer);
    if (!job.loop()) return turns;
    asked.addMessage(message.orElseThrow());
    for (var call : answer.calls) {
      asked.addMessage(
          ChatCompletionToolMessageParam.builder()
              .toolCallId(call.id())
              .content(job.toolResult(call.name()))
              .build());
    }
    turn(client, job, asked.build(), turns.open());
    return turns;
  }

  private static OpenAIClient client(Job.Access access) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(access.baseUrl() + "/v1")
        .apiKey(access.apiKey())
        .maxRetries(0)
        .timeout(access.timeout())
        .build();
  }

  private static ChatCompletionCreateParams.Builder params(Job job) {
    var asked =
        ChatCompletionCreateParams.builder()
            .model(job.model())
            .addUserMessage(job.user())
            .maxCompletionTokens(job.maxTokens());
    if (!job.stop().isEmpty()) asked.stopOfStrings(job.stop());
    if (job.reasoning()) asked.reasoningEffort(ReasoningEffort.MEDIUM);
    if (job.stream()) {
      asked.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    }
    for (var tool : job.tools()) {
      asked.addFunctionTool(
          FunctionDefinition.builder()
              .name(tool.name())
              .description(tool.description())
              .parameters(parameters(tool.schema()))
              .build());
    }
    return asked;
  }

  private static FunctionParameters parameters(JsonNode schema) {
    var parameters = FunctionParameters.builder();
    schema
        .properties()
        .forEach(member ->
            parameters.putAdditionalProperty(
                member.getKey(), JsonValue.fromJsonNode(member.getValue())));
    return parameters.build();
  }

  private static Optional<ChatCompletionMessage> turn(
      OpenAIClient client, Job job, ChatCompletionCreateParams asked, Answer answer) {
    return job.stream() ? streamed(client, job, asked, answer) : whole(client, asked, answer);
  }

  private static Optional<ChatCompletionMessage> whole(
      OpenAIClient client, ChatCompletionCreateParams asked, Answer answer) {
    try (var response = client.chat().completions().withRawResponse().create(asked)) {
      answer.requestId = response.requestId().orElse(null);
      var completion = response.parse();
      read(completion, answer);
      return Optional.of(completion.choices().getFirst().message());
    }
  }

  private static Optional<ChatCompletionMessage> streamed(
      OpenAIClient client, Job job, ChatCompletionCreateParams asked, Answer answer) {
    var accumulator = ChatCompletionAccumulator.create();
    try (var response = client.chat().completions().withRawResponse().createStreaming(asked)) {
      answer.requestId = response.requestId().orElse(null);
      try (var stream = response.parse()) {
        for (var chunks = stream.stream().iterator(); chunks.hasNext(); ) {
          var chunk = chunks.next();
          fold(chunk, answer);
          if (job.helper() && answer.helper == null) accumulate(accumulator, chunk, answer);
        }
      }
    }
    if (!job.helper() || answer.helper != null) return Optional.empty();
    try {
      var completion = accumulator.chatCompletion();
      var helped = new Answer();
      read(completion, helped);
      answer.helper = Answer.agreement(answer, helped);
      return Optional.of(completion.choices().getFirst().message());
    } catch (RuntimeException thrown) {
      answer.helper = "throws " + thrown;
      return Optional.empty();
    }
  }

  private static void accumulate(
      ChatCompletionAccumulator accumulator, ChatCompletionChunk chunk, Answer answer) {
    try {
      accumulator.accumulate(chunk);
    } catch (RuntimeException thrown) {
      answer.helper = "throws " + thrown;
    }
  }

  private static void fold(ChatCompletionChunk chunk, Answer into) {
    chunk.usage().ifPresent(usage -> into.usage = usage(usage));
    for (var choice : chunk.choices()) {
      var delta = choice.delta();
      delta.content().ifPresent(into.text::append);
      delta.refusal().ifPresent(into.refusal::append);
      reasoning(delta._allProperties(), into);
      for (var part : delta.toolCalls().orElse(java.util.List.of())) {
        var function = part.function().orElseThrow();
        if (part.index() == into.calls.size()) {
          into.calls.add(new Answer.Call(part.id().orElseThrow(), function.name().orElseThrow()));
        }
        function.arguments().ifPresent(into.calls.get((int) part.index()).args()::append);
      }
      choice.finishReason().ifPresent(reason -> into.stop = reason.asString());
    }
  }

  private static void read(ChatCompletion completion, Answer into) {
    var choice = completion.choices().getFirst();
    var message = choice.message();
    message.content().ifPresent(into.text::append);
    message.refusal().ifPresent(into.refusal::append);
    reasoning(message._allProperties(), into);
    for (var made : message.toolCalls().orElse(java.util.List.of())) {
      var function = made.asFunction();
      var call = new Answer.Call(function.id(), function.function().name());
      call.args().append(function.function().arguments());
      into.calls.add(call);
    }
    into.stop = choice.finishReason().asString();
    completion.usage().ifPresent(usage -> into.usage = usage(usage));
  }

  private static void reasoning(Map<String, JsonValue> members, Answer into) {
    var text = members.get("reasoning_content");
    if (text != null) into.reasoning.append(text.convert(String.class));
  }

  private static Answer.Usage usage(CompletionUsage usage) {
    return new Answer.Usage(
        usage.promptTokens(),
        usage.completionTokens(),
        Answer.Usage.orNull(usage.promptTokensDetails().flatMap(details -> details.cachedTokens())),
        Answer.Usage.orNull(
            usage.promptTokensDetails().flatMap(details -> details.cacheWriteTokens())),
        Answer.Usage.orNull(
            usage.completionTokensDetails().flatMap(details -> details.reasoningTokens())));
  }
}
