package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.frame.Bytes;
import dev.sluice.frame.SseEncoder;
import dev.sluice.json.JsonWriter;

/** Sends events as bytes; the head of a run of like deltas is written once and copied. */
final class EventOut {

  private static final byte[] DELTA_END = "}}\n\n".getBytes(UTF_8);

  private final JsonWriter json;
  private final Bytes head = new Bytes(0);
  private Bytes out = new Bytes(0);
  private int headIndex = -1;
  private String headType = "";

  /**
   * @param json what events are written in
   */
  EventOut(JsonWriter json) {
    this.json = json;
  }

  void to(Bytes given) {
    out = given;
  }

  /** Sends what the writer holds as an event of this name. */
  void event(String name) {
    SseEncoder.begin(out, Names.isToken(name) ? name : null);
    out.add(json.array(), 0, json.length());
    SseEncoder.end(out);
  }

  /** Sends a delta that holds one string. */
  void delta(int index, String type, String member, String text) {
    if (index != headIndex || !type.equals(headType)) {
      head(index, type, member);
    }
    out.add(head.array(), 0, head.length());
    json.clear().text(text);
    out.add(json.array(), 0, json.length());
    out.add(DELTA_END);
  }

  private void head(int index, String type, String member) {
    headIndex = index;
    headType = type;
    json.clear().beginObject().member("type", Wire.BLOCK_DELTA).member("index", index);
    json.name("delta").beginObject().member("type", type).name(member);
    head.clear();
    SseEncoder.begin(head, Wire.BLOCK_DELTA);
    head.add(json.array(), 0, json.length());
  }
}
