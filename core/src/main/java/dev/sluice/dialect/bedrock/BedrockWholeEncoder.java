package dev.sluice.dialect.bedrock;

import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.frame.Bytes;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns chunks into the body of a Converse answer. Source: protocol reference, §5.5. */
final class BedrockWholeEncoder implements AnswerEncoder {

  private final EncodeSettings settings;
  private final long begunMillis;
  private final AnswerFold fold = new AnswerFold();

  BedrockWholeEncoder(EncodeSettings settings) {
    this.settings = settings;
    this.begunMillis = settings.fresh().nowMillis().getAsLong();
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
    fold.accept(chunk);
    if (chunk instanceof Chunk.End) {
      out.add(body());
    } else if (chunk instanceof Chunk.Failed failed) {
      out.add(BedrockErrors.answer(failed.failure()).body());
    }
  }

  private byte[] body() {
    var writer = new JsonWriter(1024).beginObject();
    writer.name("output").beginObject().name("message").beginObject();
    writer.member("role", "assistant").name("content").beginArray();
    for (var block : fold.blocks(0)) {
      block(writer, block);
    }
    writer.endArray().endObject().endObject();
    var finish = fold.finishes().get(0);
    var last =
        finish == null ? new Chunk.Finish(0, FinishReason.OTHER, null, null, Extra.NONE) : finish;
    Extras.stopReason(writer, last);
    var elapsedMillis = settings.fresh().nowMillis().getAsLong() - begunMillis;
    Extras.usage(writer, fold.usage(), Math.max(0, elapsedMillis));
    Extras.afterStop(writer, last.extra(), false);
    return writer.endObject().toByteArray();
  }

  private static void block(JsonWriter writer, AnswerBlock block) {
    switch (block.kind()) {
      case TEXT, REFUSAL -> text(writer, block);
      case REASONING -> reasoning(writer, block);
      case TOOL -> call(writer, block);
      case OPAQUE -> opaque(writer, block);
      case IMAGE, AUDIO -> {}
    }
  }

  private static void text(JsonWriter writer, AnswerBlock block) {
    var citations =
        block.citations().stream().map(Citations::wire).flatMap(Stream::ofNullable).toList();
    if (citations.isEmpty()) {
      if (!block.text().isEmpty()) {
        writer.beginObject().member("text", block.text()).endObject();
      }
      return;
    }
    writer.beginObject().name("citationsContent").beginObject();
    writer.name("content").beginArray();
    if (!block.text().isEmpty()) {
      writer.beginObject().member("text", block.text()).endObject();
    }
    writer.endArray().name("citations").beginArray();
    citations.forEach(writer::raw);
    writer.endArray().endObject().endObject();
  }

  private static void reasoning(JsonWriter writer, AnswerBlock block) {
    var signature = block.signature();
    if (!block.text().isEmpty() || signature.isPresent()) {
      writer.beginObject().name("reasoningContent").beginObject();
      writer.name("reasoningText").beginObject().member("text", block.text());
      signature.ifPresent(value -> writer.member("signature", value));
      writer.endObject().endObject().endObject();
    }
    var redacted = block.redacted();
    if (redacted.isPresent()) {
      writer.beginObject().name("reasoningContent").beginObject();
      writer.member("redactedContent", redacted.get()).endObject().endObject();
    }
  }

  private static void call(JsonWriter writer, AnswerBlock block) {
    var tool = block.tool().orElseThrow();
    if (tool.kind() == ToolKind.SERVER && !block.extra().of(BedrockDialect.NAME)) {
      return;
    }
    writer.beginObject().name("toolUse").beginObject();
    writer.member("toolUseId", tool.callId()).member("name", tool.name());
    writer.name("input");
    if (tool.kind() == ToolKind.CUSTOM) {
      writer.beginObject().member("input", block.text()).endObject();
    } else {
      writer.tree(Arguments.tree(block.arguments()));
    }
    Extras.write(writer, block.extra(), "toolUse");
    writer.endObject().endObject();
  }

  /** Puts the pieces of a block together again that only Converse knows. */
  private static void opaque(JsonWriter writer, AnswerBlock block) {
    var whole = Json.Obj.of();
    for (var piece : block.opaques()) {
      if (piece.protocol().equals(BedrockDialect.NAME)) {
        parse(piece.json()).ifPresent(json -> merge(whole, json));
      }
    }
    if (!whole.members().isEmpty()) {
      writer.tree(whole);
    }
  }

  private static void merge(Json.Obj whole, Json.Obj piece) {
    piece
        .members()
        .forEach((name, value) -> {
          var there = whole.object(name).orElseGet(Json.Obj::of);
          if (value instanceof Json.Arr more) {
            if (there.members().get("content") instanceof Json.Arr content) {
              content.elements().addAll(more.elements());
            } else {
              there.put("content", Json.Arr.of(more.elements()));
            }
            whole.put(name, there);
          } else if (value instanceof Json.Obj members && whole.has(name)) {
            members.members().forEach(there::put);
            whole.put(name, there);
          } else {
            whole.put(name, value);
          }
        });
  }

  private static Optional<Json.Obj> parse(String json) {
    try {
      return Json.parse(json.getBytes(StandardCharsets.UTF_8)).asObject();
    } catch (MalformedJson e) {
      return Optional.empty(); // cut out of a text that was read to its end: cannot be
    }
  }
}
