package dev.sluice.dialect.anthropic;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the blocks of a stream, one after the other.
 *
 * <p>A reasoning block is opened by what comes first in it, since only that says whether it is open
 * or redacted; one that nobody signed is signed by us at its end. A block that this protocol has no
 * word for leaves no trace, not even in the index.
 */
final class BlockWriter {

  private final EventOut events;
  private final JsonWriter json;
  private Chunk.@Nullable BlockStart start;
  private int next;
  private boolean open;
  private boolean signed;
  private boolean redacted;
  private boolean grown;
  private int part;
  private boolean ours;

  BlockWriter(EventOut events, JsonWriter json) {
    this.events = events;
    this.json = json;
  }

  /** Says whether the answer comes from this protocol: then nothing is added to it. */
  void ours(boolean is) {
    ours = is;
  }

  void start(Chunk.BlockStart given) {
    start = given;
    open = signed = redacted = grown = false;
    part = 0;
    switch (given.kind()) {
      case TEXT, REFUSAL -> {
        begin("text");
        json.member("text", "");
        opened(given.extra());
      }
      case TOOL -> tool(given);
      case REASONING, IMAGE, AUDIO, OPAQUE -> {}
    }
  }

  private void tool(Chunk.BlockStart given) {
    var head = given.tool();
    if (head == null || head.kind() == ToolKind.SERVER) {
      return; // run by another protocol's provider: not for the client to run
    }
    begin("tool_use");
    json.member("id", head.callId()).member("name", head.name());
    json.name("input").beginObject().endObject();
    if (!ours) {
      json.name("caller").beginObject().member("type", "direct").endObject();
    }
    opened(given.extra());
    fragment("", Extra.NONE);
  }

  void text(String text, Extra extra) {
    if (open) {
      piece("text_delta", "text", text, extra);
    }
  }

  /** A delta of one string. Without unknown members it is cut from a template. */
  private void piece(String type, String member, String text, Extra extra) {
    if (extra.isEmpty()) {
      events.delta(next - 1, type, member, text);
    } else {
      delta(type).member(member, text);
      send(extra);
    }
  }

  void reasoning(Chunk.Reasoning reasoning) {
    if (redacted) {
      stop(Extra.NONE);
    }
    thinking();
    var apart = reasoning.part() != part && grown;
    part = reasoning.part();
    grown = true;
    var text = apart ? "\n\n" + reasoning.text() : reasoning.text();
    piece("thinking_delta", "thinking", text, reasoning.extra());
  }

  private void thinking() {
    var given = start;
    if (open || given == null) {
      return;
    }
    begin("thinking");
    json.member("thinking", "").member("signature", "");
    opened(given.extra());
  }

  void sign(Chunk.Signature signature) {
    var data = signature.redacted();
    if (data != null) {
      redacted(data);
    }
    var value = signature.signature();
    if (value != null && !redacted) {
      thinking();
      signature(value);
    }
  }

  private void redacted(String data) {
    var given = start;
    if (given == null) {
      return;
    }
    if (open) {
      seal();
      stop(Extra.NONE);
    }
    redacted = true;
    begin("redacted_thinking");
    json.member("data", data);
    opened(given.extra());
  }

  private void signature(String value) {
    signed = true;
    delta("signature_delta").member("signature", value);
    send(Extra.NONE);
  }

  void arguments(Chunk.Arguments arguments) {
    if (!open) {
      return;
    }
    fragment(isCustom() ? custom(arguments.json()) : arguments.json(), arguments.extra());
    grown = true;
  }

  /** Free text as a piece of the JSON that stands for it. */
  private String custom(String text) {
    var quoted = new Json.Text(text).compact();
    return (grown ? "" : "{\"input\":\"") + quoted.substring(1, quoted.length() - 1);
  }

  private boolean isCustom() {
    var head = start == null ? null : start.tool();
    return head != null && head.kind() == ToolKind.CUSTOM;
  }

  private void fragment(String text, Extra extra) {
    piece("input_json_delta", "partial_json", text, extra);
  }

  void cite(Chunk.Citation citation) {
    if (open && citation.protocol().equals(Wire.NAME)) {
      delta("citations_delta").name("citation").raw(citation.json());
      send(Extra.NONE);
    }
  }

  /** An event that came from this protocol: its members, and an index of ours. */
  void opaque(Chunk.Opaque opaque) {
    var starts = opaque.event().equals(Wire.BLOCK_START);
    if (starts == open) {
      return;
    }
    json.clear().beginObject().member("type", opaque.event());
    json.member("index", starts ? next++ : next - 1);
    var members = opaque.json();
    if (members.length() > 2) {
      json.raw(members.substring(1, members.length() - 1));
    }
    json.endObject();
    open = true;
    events.event(opaque.event());
  }

  /** Ends the delta that is being written, and sends it. */
  private void send(Extra extra) {
    Extras.write(extra, Extras.DELTA, json);
    json.endObject();
    Extras.write(extra, Extras.EVENT, json);
    json.endObject();
    events.event(Wire.BLOCK_DELTA);
  }

  private void seal() {
    if (!signed && !redacted) {
      signature(Wire.OWN_SIGNATURE);
    }
  }

  private void begin(String type) {
    json.clear().beginObject().member("type", Wire.BLOCK_START).member("index", next++);
    json.name("content_block").beginObject().member("type", type);
  }

  private void opened(Extra extra) {
    Extras.write(extra, Extras.BLOCK, json);
    json.endObject();
    Extras.write(extra, Extras.EVENT, json);
    json.endObject();
    open = true;
    events.event(Wire.BLOCK_START);
  }

  private JsonWriter delta(String type) {
    json.clear().beginObject().member("type", Wire.BLOCK_DELTA).member("index", next - 1);
    return json.name("delta").beginObject().member("type", type);
  }

  private void stop(Extra extra) {
    open = false;
    redacted = false;
    json.clear().beginObject().member("type", Wire.BLOCK_STOP).member("index", next - 1);
    Extras.write(extra, Extras.EVENT, json);
    json.endObject();
    events.event(Wire.BLOCK_STOP);
  }

  /** Ends the block, with the unknown members of its stop. */
  void end(Extra extra) {
    var given = start;
    if (given == null) {
      return;
    }
    if (given.kind() == BlockKind.REASONING) {
      thinking();
      seal();
    } else if (isCustom()) {
      fragment(grown ? "\"}" : "{\"input\":\"\"}", Extra.NONE);
    }
    if (open) {
      stop(extra);
    }
    start = null;
  }
}
