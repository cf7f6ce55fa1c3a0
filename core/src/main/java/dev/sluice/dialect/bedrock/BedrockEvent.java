package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Extra;
import dev.sluice.json.JsonReader;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The members of one content event, read to the end before anything is made of them: what turns out
 * to be no JSON leaves no trace. Used again for each event of a stream.
 */
final class BedrockEvent {

  /** Random padding that Bedrock adds to each event. */
  static final String PADDING = "p";

  int index;
  @Nullable String text;
  @Nullable String reasoning;
  @Nullable String signature;
  @Nullable String redacted;
  @Nullable String input;
  @Nullable String citation;
  @Nullable String callId;
  String toolName = "";
  boolean server;

  /** A start or delta of a kind that we do not know, as a JSON object. */
  @Nullable String other;

  private final Members members = new Members();

  void clear() {
    index = 0;
    text = null;
    reasoning = null;
    signature = null;
    redacted = null;
    input = null;
    citation = null;
    callId = null;
    toolName = "";
    server = false;
    other = null;
    members.clear();
  }

  /** An event that is one piece of text and nothing beside. */
  void plain(int at, String piece) {
    clear();
    index = at;
    text = piece;
  }

  Extra extra() {
    return members.extra();
  }

  /** A reader that has entered the payload's object. */
  static JsonReader enter(byte[] bytes, int offset, int length) throws MalformedJson {
    var reader = JsonReader.of(bytes, offset, length);
    if (!reader.enterObject()) {
      throw new MalformedJson("not a JSON object", 0);
    }
    return reader;
  }

  void readStart(byte[] bytes, int offset, int length) throws MalformedJson {
    clear();
    var reader = enter(bytes, offset, length);
    while (reader.next()) {
      switch (reader.name()) {
        case "contentBlockIndex" -> index = (int) reader.integer(0);
        case "start" -> start(reader);
        default -> members.keep("", reader);
      }
    }
    reader.finish();
  }

  private void start(JsonReader reader) throws MalformedJson {
    if (!reader.enterObject()) {
      return;
    }
    while (reader.next()) {
      if (reader.name().equals("toolUse")) {
        toolUse(reader);
      } else {
        other(reader);
      }
    }
  }

  private void toolUse(JsonReader reader) throws MalformedJson {
    if (!reader.enterObject()) {
      return;
    }
    while (reader.next()) {
      switch (reader.name()) {
        case "toolUseId" -> callId = reader.text();
        case "name" -> toolName = reader.text();
        case "type" -> {
          server = reader.text().equals("server_tool_use");
          members.keep("toolUse", reader);
        }
        default -> members.keep("toolUse", reader);
      }
    }
  }

  void readDelta(byte[] bytes, int offset, int length) throws MalformedJson {
    clear();
    var reader = enter(bytes, offset, length);
    while (reader.next()) {
      switch (reader.name()) {
        case "contentBlockIndex" -> index = (int) reader.integer(0);
        case "delta" -> delta(reader);
        default -> members.keep("", reader);
      }
    }
    reader.finish();
  }

  private void delta(JsonReader reader) throws MalformedJson {
    if (!reader.enterObject()) {
      return;
    }
    while (reader.next()) {
      switch (reader.name()) {
        case "text" -> text = reader.text();
        case "toolUse" -> arguments(reader);
        case "reasoningContent" -> reasoningContent(reader);
        case "citation" -> citation = reader.isNull() ? null : reader.raw();
        default -> other(reader);
      }
    }
  }

  private void arguments(JsonReader reader) throws MalformedJson {
    if (!reader.enterObject()) {
      return;
    }
    while (reader.next()) {
      if (reader.name().equals("input")) {
        input = reader.kind() == JsonReader.Kind.OBJECT ? reader.raw() : reader.text();
      } else {
        members.keep("delta.toolUse", reader);
      }
    }
  }

  private void reasoningContent(JsonReader reader) throws MalformedJson {
    if (!reader.enterObject()) {
      return;
    }
    while (reader.next()) {
      switch (reader.name()) {
        case "text" -> reasoning = reader.text();
        case "signature" -> signature = reader.text();
        case "redactedContent" -> redacted = reader.text();
        default -> members.keep("delta.reasoningContent", reader);
      }
    }
  }

  void readStop(byte[] bytes, int offset, int length) throws MalformedJson {
    clear();
    var reader = enter(bytes, offset, length);
    while (reader.next()) {
      if (reader.name().equals("contentBlockIndex")) {
        index = (int) reader.integer(0);
      }
    }
    reader.finish();
  }

  private void other(JsonReader reader) throws MalformedJson {
    if (!reader.isNull()) {
      var writer =
          new JsonWriter(64).beginObject().name(reader.name()).raw(reader.raw()).endObject();
      other = new String(writer.toByteArray(), StandardCharsets.UTF_8);
    }
  }
}
