package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Extra;
import dev.sluice.json.Json;
import dev.sluice.json.JsonReader;
import dev.sluice.json.MalformedJson;
import org.jspecify.annotations.Nullable;

/**
 * The members of one {@code content_block_delta}, in whatever order they came. Used again for every
 * event, so that a delta costs its text and nothing else.
 */
final class DeltaEvent {

  private final Extras extras = new Extras();
  private Extra extra = Extra.NONE;
  private String eventType = "";
  private String type = "";
  private long index = -1;
  private boolean delta;
  private @Nullable String text;
  private @Nullable String thinking;
  private @Nullable String partialJson;
  private @Nullable String signature;
  private @Nullable Json citation;

  void read(JsonReader json) throws MalformedJson {
    extras.take();
    eventType = "";
    type = "";
    index = -1;
    delta = false;
    text = thinking = partialJson = signature = null;
    citation = null;
    if (!json.enterObject()) {
      throw new MalformedJson("a JSON object was expected", 0);
    }
    while (json.next()) {
      switch (json.name()) {
        case "type" -> eventType = json.text();
        case "index" -> index = json.integer(-1);
        case "delta" -> delta(json);
        default -> extras.keep(json, Extras.EVENT);
      }
    }
    json.finish();
    extra = extras.take();
  }

  private void delta(JsonReader json) throws MalformedJson {
    if (!json.enterObject()) {
      return;
    }
    delta = true;
    while (json.next()) {
      switch (json.name()) {
        case "type" -> type = json.text();
        case "text" -> text = json.text();
        case "thinking" -> thinking = json.text();
        case "partial_json" -> partialJson = json.text();
        case "signature" -> signature = json.text();
        case "citation" -> citation = json.tree();
        default -> extras.keep(json, Extras.DELTA);
      }
    }
    if (type.isEmpty()) {
      type = implied();
    }
  }

  /** The type that a delta without one must have. */
  private String implied() {
    if (text != null) {
      return "text_delta";
    }
    if (thinking != null) {
      return "thinking_delta";
    }
    if (partialJson != null) {
      return "input_json_delta";
    }
    if (citation != null) {
      return "citations_delta";
    }
    return signature != null ? "signature_delta" : "";
  }

  /** The event's own word for what it is, "" when it says nothing. */
  String eventType() {
    return eventType;
  }

  /** The delta's type. */
  String type() {
    return type;
  }

  /** -1 when absent or no number. */
  long index() {
    return index;
  }

  boolean hasDelta() {
    return delta;
  }

  String text() {
    return text == null ? "" : text;
  }

  String thinking() {
    return thinking == null ? "" : thinking;
  }

  String partialJson() {
    return partialJson == null ? "" : partialJson;
  }

  String signature() {
    return signature == null ? "" : signature;
  }

  @Nullable Json citation() {
    return citation;
  }

  Extra extra() {
    return extra;
  }
}
