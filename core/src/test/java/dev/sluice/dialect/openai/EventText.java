package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Streams as a seed draws them: mostly the same event with another text, among events of other
 * shapes, and now and then one with damaged bytes.
 */
final class EventText {

  private static final String[] TEXTS = {
    "a",
    "",
    "hé",
    "😀",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u00e9",
    "\\ud83d",
    "\\ude00",
    "\\b",
    " ",
    "content",
    "}",
    "\\\"content\\\":\\\"",
    "\ud83d",
    "\u2028",
    "<think>"
  };
  private static final String[] NAMES = {"content", "reasoning_content", "reasoning", "refusal"};
  private static final String[] TOPS = {
    "\"id\":\"c1\",",
    "\"model\":\"m\",",
    "\"system_fingerprint\":\"f\",",
    "\"x\":1,",
    "\"service_tier\":\"default\",",
    "\"usage\":null,",
    "\"content\":\"top\","
  };
  private static final String[] INSIDE = {
    ",\"role\":\"assistant\"",
    ",\"y\":{\"z\":2}",
    ",\"tool_calls\":null",
    ",\"content\":null",
    ",\"reasoning\":\"both\"",
    ",\"\\u0063ontent\":\"other\"",
    ",\"refusal\":null"
  };
  private static final String[] BEHIND = {
    ",\"finish_reason\":null", ",\"logprobs\":null", ",\"finish_reason\":\"stop\"", ",\"w\":3"
  };

  private final SplittableRandom random;

  private EventText(SplittableRandom random) {
    this.random = random;
  }

  /** Each element is one line or more of a stream, without the blank line behind. */
  static List<byte[]> draw(SplittableRandom random) {
    return new EventText(random).events();
  }

  private List<byte[]> events() {
    var events = new ArrayList<byte[]>();
    for (var runs = 1 + random.nextInt(4); runs > 0; runs--) {
      var shape = shape();
      for (var count = random.nextInt(8); count > 0; count--) {
        var event = shape.replace("TEXT", texts()).replace("PAD", "p".repeat(random.nextInt(9)));
        events.add(random.nextInt(12) == 0 ? damaged(event) : event.getBytes(UTF_8));
      }
    }
    return events;
  }

  private String shape() {
    var top = some(TOPS);
    var delta = "\"" + NAMES[random.nextInt(8) % 6 % 4] + "\":\"TEXT\"" + some(INSIDE);
    var behind = some(BEHIND);
    var padding = random.nextInt(3) == 0 ? ",\"obfuscation\":\"PAD\"" : "";
    var gap = random.nextInt(6) == 0 ? " " : "";
    var held = random.nextInt(6) == 0 ? "{\"y\":1}" : "{" + gap + delta + gap + "}";
    var index = random.nextInt(4) == 0 ? "\"index\":" + random.nextInt(2) + "," : "";
    return "{"
        + top
        + gap
        + "\"choices\":[{"
        + index
        + "\"delta\":"
        + held
        + behind
        + "}]"
        + padding
        + "}";
  }

  private String some(String[] of) {
    var text = new StringBuilder();
    for (var count = random.nextInt(3); count > 0; count--) {
      text.append(of[random.nextInt(of.length)]);
    }
    return text.toString();
  }

  private String texts() {
    var text = new StringBuilder();
    for (var count = random.nextInt(4); count > 0; count--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return text.toString();
  }

  private byte[] damaged(String event) {
    var bytes = event.getBytes(UTF_8);
    for (var count = 1 + random.nextInt(2); count > 0; count--) {
      var b = (byte) random.nextInt(256);
      bytes[random.nextInt(bytes.length)] = b == '\n' || b == '\r' ? (byte) '"' : b;
    }
    return bytes;
  }

  /** The stream of these events, each with {@code blanks} in front of its JSON. */
  static byte[] stream(List<byte[]> events, String blanks, SplittableRandom names) {
    var out = new ByteArrayOutputStream();
    for (var event : events) {
      if (names.nextInt(16) == 0) {
        out.writeBytes("event: message\n".getBytes(UTF_8));
      }
      out.writeBytes(("data: " + blanks).getBytes(UTF_8));
      out.writeBytes(event);
      out.writeBytes("\n\n".getBytes(UTF_8));
    }
    out.writeBytes("data: [DONE]\n\n".getBytes(UTF_8));
    return out.toByteArray();
  }
}
