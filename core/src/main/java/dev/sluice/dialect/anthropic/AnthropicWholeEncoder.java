package dev.sluice.dialect.anthropic;

import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.frame.Bytes;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;

/** Encodes a whole answer: the fold of its chunks as one message. */
final class AnthropicWholeEncoder implements AnswerEncoder {

  private final EncodeSettings settings;
  private final AnswerFold fold = new AnswerFold();
  private final UsageWriter usage = new UsageWriter();
  private final MessageHead head;
  private boolean closed;

  AnthropicWholeEncoder(EncodeSettings settings) {
    this.settings = settings;
    this.head = new MessageHead(settings);
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public void open(Bytes out) {}

  @Override
  public void heartbeat(Bytes out) {}

  @Override
  public void encode(Chunk chunk, Bytes out) {
    if (closed) {
      return;
    }
    fold.accept(chunk);
    if (chunk instanceof Chunk.Usage more) {
      usage.add(more);
    }
    if (!chunk.terminal()) {
      return;
    }
    closed = true;
    if (chunk instanceof Chunk.Failed failed) {
      out.add(AnthropicErrors.answer(failed.failure(), settings.requestId()).body());
    } else {
      message(out);
    }
  }

  private void message(Bytes out) {
    var json = new JsonWriter(1024);
    head.is(fold.start());
    head.begin(json);
    json.name("content").beginArray();
    for (var block : fold.blocks(0)) {
      block(block, json);
    }
    json.endArray();
    var finish = fold.finishes().get(0);
    StopReasons.write(finish, json);
    var extras = new Extras();
    extras.add(fold.start().extra());
    if (finish != null) {
      extras.add(finish.extra());
    }
    json.name("usage");
    usage.write(json, true, 0);
    var extra = extras.take();
    for (var member : extra.members()) {
      var later = Extras.find(extra, Extras.DELTA, member.name()) != null;
      if (member.place().equals(Extras.EVENT)
          || (member.place().equals(Extras.MESSAGE) && !later)) {
        json.name(member.name()).raw(member.json());
      }
    }
    json.endObject();
    out.add(json.array(), 0, json.length());
  }

  private void block(AnswerBlock block, JsonWriter json) {
    switch (block.kind()) {
      case TEXT, REFUSAL -> text(block, json);
      case REASONING -> reasoning(block, json);
      case TOOL -> tool(block, json);
      case OPAQUE -> OpaqueFold.write(block.opaques(), json);
      case IMAGE, AUDIO -> {}
    }
  }

  private static void text(AnswerBlock block, JsonWriter json) {
    json.beginObject().member("type", "text").member("text", block.text());
    var cites = false;
    for (var citation : block.citations()) {
      if (citation.protocol().equals(Wire.NAME)) {
        if (!cites) {
          json.name("citations").beginArray();
          cites = true;
        }
        json.raw(citation.json());
      }
    }
    if (cites) {
      json.endArray();
    }
    var extra = block.extra();
    if (extra.of(Wire.NAME)) {
      for (var member : extra.members()) {
        var written = cites && member.name().equals("citations");
        if (member.place().equals(Extras.BLOCK) && !written) {
          json.name(member.name()).raw(member.json());
        }
      }
    }
    json.endObject();
  }

  private static void reasoning(AnswerBlock block, JsonWriter json) {
    var redacted = block.redacted();
    if (!block.text().isEmpty() || block.signature().isPresent() || redacted.isEmpty()) {
      json.beginObject().member("type", "thinking").member("thinking", block.text());
      json.member("signature", block.signature().orElse(Wire.OWN_SIGNATURE));
      Extras.write(block.extra(), Extras.BLOCK, json);
      json.endObject();
    }
    if (redacted.isPresent()) {
      json.beginObject().member("type", "redacted_thinking").member("data", redacted.get());
      Extras.write(block.extra(), Extras.BLOCK, json);
      json.endObject();
    }
  }

  private void tool(AnswerBlock block, JsonWriter json) {
    var call = block.tool().orElseThrow();
    if (call.kind() == ToolKind.SERVER) {
      return; // run by another protocol's provider: not for the client to run
    }
    json.beginObject().member("type", "tool_use");
    json.member("id", call.callId()).member("name", call.name()).name("input");
    if (call.kind() == ToolKind.CUSTOM) {
      json.beginObject().member("input", block.text()).endObject();
    } else {
      json.tree(object(block.arguments()));
    }
    if (fold.start().extra().of(Wire.NAME)) {
      Extras.write(block.extra(), Extras.BLOCK, json);
    } else {
      json.name("caller").beginObject().member("type", "direct").endObject();
    }
    json.endObject();
  }

  /** Arguments as an object: what the model cut or garbled is kept as text beside it. */
  static Json.Obj object(String arguments) {
    if (arguments.isBlank()) {
      return Json.Obj.of();
    }
    try {
      if (Json.parse(arguments.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object) {
        return object;
      }
    } catch (MalformedJson e) {
      return Json.Obj.of().put("_raw", arguments);
    }
    return Json.Obj.of().put("_raw", arguments);
  }
}
