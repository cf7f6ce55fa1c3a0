package dev.sluice.proof.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Bedrock Converse and ConverseStream. Blocks of the provider's own tools are not heard. */
final class ConverseGrammar implements Grammar {

  private enum State {
    NEW,
    OPEN,
    STOPPED,
    ENDED
  }

  private final Heard heard = new Heard();
  private State state = State.NEW;
  private int closed;
  private boolean started;
  private boolean inBlock;
  private String kind = "";

  @Override
  public Heard stream(byte[] body, boolean equal) {
    for (var frame : Frames.read(body)) {
      assertThat(state).as("before " + frame).isNotEqualTo(State.ENDED);
      assertThat(frame.headers()).containsEntry(":content-type", "application/json");
      if (frame.header(":message-type").equals("exception")) {
        state = State.ENDED;
        heard.error = frame.header(":exception-type");
        assertThat(heard.error).isEqualTo("modelStreamErrorException");
        assertThat(frame.payload().path("message").asText()).isNotBlank();
      } else {
        assertThat(frame.headers()).containsEntry(":message-type", "event");
        event(frame.header(":event-type"), frame.payload(), equal);
      }
    }
    assertThat(state).isEqualTo(State.ENDED);
    return heard;
  }

  private void go(State from, State to) {
    assertThat(state).as("on the way to " + to).isEqualTo(from);
    state = to;
  }

  private void event(String type, JsonNode data, boolean equal) {
    switch (type) {
      case "messageStart" -> {
        go(State.NEW, State.OPEN);
        assertThat(data.path("role").textValue()).isEqualTo("assistant");
      }
      case "contentBlockStart" -> {
        at(data);
        assertThat(inBlock).isFalse();
        inBlock = true;
        started = true;
        start(data.path("start"), equal);
      }
      case "contentBlockDelta" -> {
        at(data);
        inBlock = true;
        delta(data.path("delta"), equal);
      }
      case "contentBlockStop" -> {
        at(data);
        assertThat(inBlock).isTrue();
        inBlock = false;
        started = false;
        kind = "";
        closed++;
      }
      case "messageStop" -> {
        go(State.OPEN, State.STOPPED);
        assertThat(inBlock).as("a block without its stop").isFalse();
        heard.stop = data.path("stopReason").textValue();
      }
      case "metadata" -> {
        go(State.STOPPED, State.ENDED);
        assertThat(data.path("metrics").path("latencyMs").isIntegralNumber()).isTrue();
        usage(data.path("usage"));
      }
      default -> assertThat(equal).as(type + data).isTrue();
    }
  }

  private void at(JsonNode data) {
    assertThat(state).as(data.toString()).isEqualTo(State.OPEN);
    assertThat(data.path("contentBlockIndex").isInt()).isTrue();
    assertThat(data.path("contentBlockIndex").intValue()).as("dense indexes").isEqualTo(closed);
  }

  private void start(JsonNode start, boolean equal) {
    if (start.has("toolUse")) {
      kind = "toolUse";
      call(start.path("toolUse"));
    } else {
      kind = "other";
      assertThat(equal).as(start.toString()).isTrue();
    }
  }

  private void call(JsonNode use) {
    assertThat(use.path("toolUseId").textValue()).isNotEmpty();
    assertThat(use.path("name").textValue()).isNotEmpty();
    heard.calls.add(new Heard.Call(use.path("toolUseId").asText(), use.path("name").asText()));
  }

  private void delta(JsonNode delta, boolean equal) {
    assertThat(delta.size()).as(delta.toString()).isEqualTo(1);
    var member = delta.fieldNames().next();
    var family = member.equals("citation") ? "text" : member;
    if (kind.isEmpty()) {
      kind = family;
    }
    switch (member) {
      case "text" -> heard.text.append(delta.path("text").textValue());
      case "reasoningContent" ->
          heard.reasoning.append(delta.path("reasoningContent").path("text").asText(""));
      case "toolUse" -> {
        assertThat(started).as("arguments without a start").isTrue();
        heard.calls.getLast().arguments.append(delta.path("toolUse").path("input").textValue());
      }
      default -> assertThat(member.equals("citation") || equal).as(delta.toString()).isTrue();
    }
    assertThat(family.equals(kind) || equal).as(delta + " in a block of " + kind).isTrue();
  }

  private void usage(JsonNode usage) {
    for (var name : new String[] {"inputTokens", "outputTokens", "totalTokens"}) {
      assertThat(usage.path(name).isIntegralNumber()).as(name).isTrue();
    }
    heard.usage(
        usage, "inputTokens", "outputTokens", "cacheReadInputTokens", "cacheWriteInputTokens");
  }

  @Override
  public Heard whole(byte[] body) {
    var answer = Heard.json(new String(body, UTF_8));
    var message = answer.path("output").path("message");
    assertThat(message.path("role").textValue()).isEqualTo("assistant");
    assertThat(message.path("content").isArray()).isTrue();
    for (var block : message.path("content")) {
      heard.text.append(block.path("text").asText(""));
      for (var part : block.path("citationsContent").path("content")) {
        heard.text.append(part.path("text").asText(""));
      }
      heard.reasoning.append(block.at("/reasoningContent/reasoningText/text").asText(""));
      if (block.has("toolUse")) {
        call(block.path("toolUse"));
        assertThat(block.path("toolUse").path("input").isObject()).isTrue();
        heard.calls.getLast().arguments.append(block.path("toolUse").path("input"));
      }
    }
    heard.stop = answer.path("stopReason").textValue();
    assertThat(answer.path("metrics").path("latencyMs").isIntegralNumber()).isTrue();
    usage(answer.path("usage"));
    return heard;
  }

  @Override
  public String error(byte[] body, String header) {
    var json = Heard.json(new String(body, UTF_8));
    assertThat(json.path("message").asText()).as(json.toString()).isNotBlank();
    var type = header.split(":", 2)[0];
    assertThat(type).endsWith("Exception");
    return type;
  }
}
