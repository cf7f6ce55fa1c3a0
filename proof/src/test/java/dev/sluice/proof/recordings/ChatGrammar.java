package dev.sluice.proof.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Chat Completions. Choices other than the first are checked, and not heard. */
final class ChatGrammar implements Grammar {

  private final Heard heard = new Heard();
  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> finished = new HashSet<>();
  private String id = "";
  private boolean usageSeen;

  @Override
  public Heard stream(byte[] body, boolean equal) {
    var events = Sse.read(body);
    for (var event : events.subList(0, events.size() - 1)) {
      assertThat(event.event()).isEmpty();
      chunk(Heard.json(event.data()), equal);
    }
    var last = events.getLast().data();
    if (last.equals("[DONE]")) {
      assertThat(finished).as("finished choices").isEqualTo(begun).isNotEmpty();
    } else {
      heard.error = failure(Heard.json(last));
    }
    return heard;
  }

  private void chunk(JsonNode chunk, boolean equal) {
    assertThat(chunk.path("object").textValue()).isEqualTo("chat.completion.chunk");
    assertThat(chunk.path("id").textValue()).as(chunk.toString()).isNotEmpty();
    id = id.isEmpty() ? chunk.path("id").textValue() : id;
    assertThat(chunk.path("id").textValue()).isEqualTo(id);
    assertThat(chunk.path("created").isIntegralNumber()).isTrue();
    assertThat(chunk.path("model").isTextual()).isTrue();
    assertThat(chunk.path("choices").isArray()).isTrue();
    assertThat(chunk.has("error")).isFalse();
    if (chunk.path("usage").isObject()) {
      assertThat(usageSeen).as("usage twice").isFalse();
      assertThat(chunk.path("choices")).as("choices beside usage").isEmpty();
      assertThat(finished).as("finished before usage").isEqualTo(begun);
      usageSeen = true;
      usage(chunk.path("usage"));
    } else if (!equal) {
      assertThat(chunk.path("choices")).as(chunk.toString()).isNotEmpty();
    }
    chunk.path("choices").forEach(this::choice);
  }

  private void choice(JsonNode choice) {
    var index = choice.path("index").intValue();
    assertThat(choice.path("index").isInt()).isTrue();
    assertThat(choice.has("finish_reason")).isTrue();
    assertThat(finished).as("a delta after the finish: " + choice).doesNotContain(index);
    var delta = choice.path("delta");
    assertThat(delta.isObject()).as(choice.toString()).isTrue();
    if (begun.add(index)) {
      assertThat(delta.path("role").textValue()).as(choice.toString()).isEqualTo("assistant");
    } else {
      assertThat(delta.has("role")).as("role again: " + choice).isFalse();
    }
    if (index == 0) {
      heard.text.append(delta.path("content").asText(""));
      heard.reasoning.append(delta.path("reasoning_content").asText(""));
      heard.refusal.append(delta.path("refusal").asText(""));
      delta.path("tool_calls").forEach(this::call);
    }
    if (!choice.path("finish_reason").isNull()) {
      finished.add(index);
      if (index == 0) {
        heard.stop = choice.path("finish_reason").textValue();
      }
    }
  }

  private void call(JsonNode call) {
    var index = call.path("index").intValue();
    assertThat(index).as(call.toString()).isLessThanOrEqualTo(heard.calls.size());
    var function = call.path("function");
    if (index == heard.calls.size()) {
      assertThat(call.path("index").isInt()).isTrue();
      assertThat(call.path("type").textValue()).isEqualTo("function");
      assertThat(call.path("id").textValue()).isNotEmpty();
      assertThat(function.path("name").textValue()).isNotEmpty();
      heard.calls.add(new Heard.Call(call.path("id").textValue(), function.path("name").asText()));
    } else {
      assertThat(call.has("id") || function.has("name")).as(call.toString()).isFalse();
    }
    assertThat(function.path("arguments").isTextual()).as(call.toString()).isTrue();
    heard.calls.get(index).arguments.append(function.path("arguments").textValue());
  }

  private void usage(JsonNode usage) {
    heard.usage(
        usage,
        "prompt_tokens",
        "completion_tokens",
        "prompt_tokens_details.cached_tokens",
        "prompt_tokens_details.cache_write_tokens",
        "completion_tokens_details.reasoning_tokens");
    assertThat(usage.path("total_tokens").longValue())
        .isEqualTo(usage.path("prompt_tokens").asLong() + usage.path("completion_tokens").asLong());
  }

  @Override
  public Heard whole(byte[] body) {
    var answer = Heard.json(new String(body, UTF_8));
    assertThat(answer.path("object").textValue()).isEqualTo("chat.completion");
    assertThat(answer.path("id").textValue()).isNotEmpty();
    assertThat(answer.path("created").isIntegralNumber()).isTrue();
    assertThat(answer.path("model").isTextual()).isTrue();
    var choice = answer.path("choices").path(0);
    assertThat(choice.path("index").isInt()).isTrue();
    var message = choice.path("message");
    assertThat(message.path("role").textValue()).isEqualTo("assistant");
    assertThat(message.has("content") && message.has("refusal")).as(message.toString()).isTrue();
    heard.text.append(message.path("content").asText(""));
    heard.refusal.append(message.path("refusal").asText(""));
    heard.reasoning.append(message.path("reasoning_content").asText(""));
    for (var call : message.path("tool_calls")) {
      assertThat(call.path("type").textValue()).isEqualTo("function");
      var function = call.path("function");
      var one = new Heard.Call(call.path("id").textValue(), function.path("name").textValue());
      one.arguments.append(function.path("arguments").textValue());
      heard.calls.add(one);
    }
    heard.stop = choice.path("finish_reason").textValue();
    if (answer.path("usage").isObject()) {
      usage(answer.path("usage"));
    }
    return heard;
  }

  @Override
  public String error(byte[] body, String header) {
    return failure(Heard.json(new String(body, UTF_8)));
  }

  private static String failure(JsonNode body) {
    var error = body.path("error");
    assertThat(error.path("message").asText()).as(body.toString()).isNotBlank();
    assertThat(error.has("param") && error.has("code")).as(body.toString()).isTrue();
    assertThat(error.path("type").asText()).as(body.toString()).isNotBlank();
    return error.path("type").textValue();
  }
}
