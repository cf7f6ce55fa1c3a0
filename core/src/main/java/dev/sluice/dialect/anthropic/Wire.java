package dev.sluice.dialect.anthropic;

import dev.sluice.dialect.OurProof;
import dev.sluice.json.JsonReader;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;

/** Names and constants of the Messages protocol, and how raw JSON is kept on one line. */
final class Wire {

  static final String NAME = "anthropic";
  static final String PATH = "/v1/messages";
  static final String VERSION_HEADER = "anthropic-version";
  static final String BETA_HEADER = "anthropic-beta";
  static final String VERSION_2023 = "2023-06-01";
  static final String VERSION_2026 = "2026-10-21";

  /** The signature that marks reasoning which no provider has signed. */
  static final String OWN_SIGNATURE = OurProof.SIGNATURE;

  static final String MESSAGE_START = "message_start";
  static final String BLOCK_START = "content_block_start";
  static final String BLOCK_DELTA = "content_block_delta";
  static final String BLOCK_STOP = "content_block_stop";
  static final String MESSAGE_DELTA = "message_delta";
  static final String MESSAGE_STOP = "message_stop";
  static final String PING = "ping";
  static final String ERROR = "error";

  /** The members of the message in {@code message_start} that the neutral model has words for. */
  static final String[] MESSAGE_MEMBERS = {
    "id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage"
  };

  /** Those of a whole message, with what a stream has in {@code message_delta}. */
  static final String[] WHOLE_MESSAGE_MEMBERS = {
    "id",
    "type",
    "role",
    "model",
    "content",
    "stop_reason",
    "stop_sequence",
    "usage",
    "stop_details",
    "container",
    "context_management"
  };

  private Wire() {}

  /** Whether an event says that it is of another type than its name has it. */
  static boolean differs(String type, String own) {
    return !own.isEmpty() && !own.equals(type);
  }

  /** Whether an event of this name may hold content, or is unknown. */
  static boolean bearsContent(String name) {
    return switch (name) {
      case PING, MESSAGE_START, MESSAGE_DELTA, MESSAGE_STOP, BLOCK_STOP -> false;
      default -> true;
    };
  }

  /**
   * JSON text that holds no line end of any kind: outside strings a line end becomes a space,
   * inside it can only be U+0085, U+2028 or U+2029, which are escaped.
   */
  static String oneLine(String json) {
    for (var i = 0; i < json.length(); i++) {
      if (breaks(json.charAt(i))) {
        return joined(json, i);
      }
    }
    return json;
  }

  static String oneLine(byte[] bytes, int offset, int length) {
    return oneLine(new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  /** The members of an event but for {@code type} and {@code index}, as they came, as an object. */
  static String members(byte[] data, int offset, int length) throws MalformedJson {
    var members = new JsonWriter(length).beginObject();
    var event = JsonReader.of(data, offset, length);
    if (event.enterObject()) {
      while (event.next()) {
        if (!event.name().equals("type") && !event.name().equals("index")) {
          members.name(event.name()).raw(event.raw());
        }
      }
    }
    members.endObject();
    return oneLine(members.array(), 0, members.length());
  }

  private static boolean breaks(char c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static String joined(String json, int from) {
    var line = new StringBuilder(json.length() + 16).append(json, 0, from);
    for (var i = from; i < json.length(); i++) {
      var c = json.charAt(i);
      if (!breaks(c)) {
        line.append(c);
      } else if (c == '\n' || c == '\r') {
        line.append(' ');
      } else {
        line.append(c == 0x85 ? "\\u0085" : c == 0x2028 ? "\\u2028" : "\\u2029");
      }
    }
    return line.toString();
  }
}
