package dev.sluice.proof.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Anthropic Messages. Blocks of the provider's own tools are checked, and not heard. */
final class MessagesGrammar implements Grammar {

  private static final String[] COUNTS = {
    "input_tokens",
    "output_tokens",
    "cache_read_input_tokens",
    "cache_creation_input_tokens",
    "output_tokens_details.thinking_tokens"
  };

  private enum State {
    NEW,
    BETWEEN,
    IN_BLOCK,
    DELTA_SEEN,
    STOPPED
  }

  private final Heard heard = new Heard();
  private State state = State.NEW;
  private int blocks;
  private String kind = "";
  private boolean signed;

  @Override
  public Heard stream(byte[] body, boolean equal) {
    for (var event : Sse.read(body)) {
      assertThat(state).as("before " + event).isNotEqualTo(State.STOPPED);
      var data = Heard.json(event.data());
      assertThat(data.path("type").textValue()).isEqualTo(event.event()).isNotEmpty();
      switch (event.event()) {
        case "ping" -> assertThat(state).isNotEqualTo(State.NEW);
        case "message_start" -> start(data.path("message"));
        case "content_block_start" -> blockStart(data, equal);
        case "content_block_delta" -> delta(data, equal);
        case "content_block_stop" -> blockStop(data);
        case "message_delta" -> messageDelta(data);
        case "message_stop" -> go(State.DELTA_SEEN, State.STOPPED);
        case "error" -> {
          state = State.STOPPED;
          heard.error = failure(data);
        }
        default -> assertThat(equal).as(event.toString()).isTrue();
      }
    }
    assertThat(state).isEqualTo(State.STOPPED);
    return heard;
  }

  private void go(State from, State to) {
    assertThat(state).as("on the way to " + to).isEqualTo(from);
    state = to;
  }

  private void start(JsonNode message) {
    go(State.NEW, State.BETWEEN);
    assertThat(message.path("id").textValue()).isNotEmpty();
    assertThat(message.path("type").textValue()).isEqualTo("message");
    assertThat(message.path("role").textValue()).isEqualTo("assistant");
    assertThat(message.path("model").isTextual()).isTrue();
    assertThat(message.path("content").isArray()).isTrue();
    assertThat(message.path("content")).isEmpty();
    assertThat(message.has("stop_reason") && message.has("stop_sequence")).isTrue();
    assertThat(message.path("usage").path("input_tokens").isIntegralNumber()).isTrue();
    assertThat(message.path("usage").path("output_tokens").isIntegralNumber()).isTrue();
    heard.usage(message.path("usage"), COUNTS);
  }

  private void blockStart(JsonNode data, boolean equal) {
    go(State.BETWEEN, State.IN_BLOCK);
    assertThat(data.path("index").intValue()).as("dense indexes").isEqualTo(blocks++);
    var block = data.path("content_block");
    kind = block.path("type").textValue();
    signed = false;
    switch (kind) {
      case "text" -> heard.text.append(block.path("text").textValue());
      case "thinking" -> {
        heard.reasoning.append(block.path("thinking").textValue());
        assertThat(block.path("signature").isTextual()).isTrue();
      }
      case "redacted_thinking" -> assertThat(block.path("data").textValue()).isNotEmpty();
      case "tool_use" -> {
        assertThat(block.path("input").isObject()).isTrue();
        call(block);
      }
      default -> assertThat(equal).as(block.toString()).isTrue();
    }
  }

  private void call(JsonNode block) {
    assertThat(block.path("id").textValue()).isNotEmpty();
    assertThat(block.path("name").textValue()).isNotEmpty();
    heard.calls.add(new Heard.Call(block.path("id").asText(), block.path("name").asText()));
  }

  private void delta(JsonNode data, boolean equal) {
    assertThat(state).as(data.toString()).isEqualTo(State.IN_BLOCK);
    assertThat(data.path("index").intValue()).isEqualTo(blocks - 1);
    var delta = data.path("delta");
    switch (delta.path("type").textValue()) {
      case "text_delta" -> {
        assertThat(kind).isEqualTo("text");
        heard.text.append(delta.path("text").textValue());
      }
      case "thinking_delta" -> {
        assertThat(kind).isEqualTo("thinking");
        heard.reasoning.append(delta.path("thinking").textValue());
      }
      case "signature_delta" -> {
        assertThat(kind).isEqualTo("thinking");
        assertThat(delta.path("signature").textValue()).isNotEmpty();
        signed = true;
      }
      case "input_json_delta" -> {
        assertThat(delta.path("partial_json").isTextual()).isTrue();
        if (kind.equals("tool_use")) {
          heard.calls.getLast().arguments.append(delta.path("partial_json").textValue());
        }
      }
      case "citations_delta" -> assertThat(kind).isEqualTo("text");
      default -> assertThat(equal).as(delta.toString()).isTrue();
    }
  }

  private void blockStop(JsonNode data) {
    go(State.IN_BLOCK, State.BETWEEN);
    assertThat(data.path("index").intValue()).isEqualTo(blocks - 1);
    assertThat(signed || !kind.equals("thinking")).as("thinking without signature").isTrue();
  }

  private void messageDelta(JsonNode data) {
    go(State.BETWEEN, State.DELTA_SEEN);
    heard.stop = data.path("delta").path("stop_reason").textValue();
    assertThat(data.path("delta").has("stop_sequence")).isTrue();
    heard.stopSequence = data.path("delta").path("stop_sequence").asText("");
    assertThat(data.path("usage").path("output_tokens").isIntegralNumber()).isTrue();
    heard.usage(data.path("usage"), COUNTS);
  }

  @Override
  public Heard whole(byte[] body) {
    var answer = Heard.json(new String(body, UTF_8));
    assertThat(answer.path("id").textValue()).isNotEmpty();
    assertThat(answer.path("type").textValue()).isEqualTo("message");
    assertThat(answer.path("role").textValue()).isEqualTo("assistant");
    assertThat(answer.path("model").isTextual()).isTrue();
    for (var block : answer.path("content")) {
      switch (block.path("type").textValue()) {
        case "text" -> heard.text.append(block.path("text").textValue());
        case "thinking" -> {
          heard.reasoning.append(block.path("thinking").textValue());
          assertThat(block.path("signature").textValue()).isNotEmpty();
        }
        case "tool_use" -> {
          call(block);
          assertThat(block.path("input").isObject()).isTrue();
          heard.calls.getLast().arguments.append(block.path("input"));
        }
        default -> {}
      }
    }
    heard.stop = answer.path("stop_reason").textValue();
    assertThat(answer.has("stop_sequence")).isTrue();
    heard.stopSequence = answer.path("stop_sequence").asText("");
    assertThat(answer.path("usage").path("input_tokens").isIntegralNumber()).isTrue();
    assertThat(answer.path("usage").path("output_tokens").isIntegralNumber()).isTrue();
    heard.usage(answer.path("usage"), COUNTS);
    return heard;
  }

  @Override
  public String error(byte[] body, String header) {
    return failure(Heard.json(new String(body, UTF_8)));
  }

  private static String failure(JsonNode body) {
    assertThat(body.path("type").textValue()).as(body.toString()).isEqualTo("error");
    assertThat(body.path("error").path("message").asText()).as(body.toString()).isNotBlank();
    assertThat(body.path("error").path("type").asText()).as(body.toString()).endsWith("_error");
    return body.path("error").path("type").textValue();
  }
}
