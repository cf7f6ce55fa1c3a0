package dev.sluice.dialect.bedrock;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.BodyDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ErrorBody;
import dev.sluice.json.Json;
import dev.sluice.json.JsonReader;
import dev.sluice.json.MalformedJson;

/** Turns the body of a Converse answer into chunks. Source: protocol reference, §5.5. */
final class BedrockWholeDecoder implements BodyDecoder.BodySink {

  private final DecodeSettings settings;
  private final ChunkSink sink;
  private int next;
  private boolean calls;

  BedrockWholeDecoder(DecodeSettings settings, ChunkSink sink) {
    this.settings = settings;
    this.sink = sink;
  }

  @Override
  public void body(byte[] body) {
    try {
      var error = ErrorBody.inBand("", Json.parse(body));
      if (error == null) {
        answer(JsonReader.of(body));
      } else {
        start();
        fail(BedrockErrors.inBand(error));
      }
    } catch (MalformedJson e) {
      start();
      fail(
          Failure.of(
              ErrorCode.UPSTREAM_PROTOCOL, "the provider's answer is not JSON: " + e.reason()));
    }
  }

  private void answer(JsonReader reader) throws MalformedJson {
    var output = Json.Obj.of();
    var stop = new StopEvent();
    var usage = new UsageReader();
    if (reader.enterObject()) {
      while (reader.next()) {
        if (reader.name().equals("output")) {
          output = reader.tree().asObject().orElseGet(Json.Obj::of);
        } else if (!stop.takes(reader)) {
          usage.take(reader);
        }
      }
    }
    reader.finish();
    start();
    var message = output.object("message");
    if (message.isEmpty()) {
      fail(
          Failure.of(ErrorCode.UPSTREAM_PROTOCOL, "the provider's answer has no output.message"));
      return;
    }
    for (var block : message.get().array("content")) {
      block.asObject().ifPresent(this::block);
    }
    sink.accept(stop.finish(calls));
    sink.accept(usage.chunk());
    sink.accept(Chunk.End.END);
  }

  private void start() {
    sink.accept(
        new Chunk.Start(null, null, settings.provider(), settings.attempt(), null, Extra.NONE));
  }

  private void fail(Failure failure) {
    sink.accept(new Chunk.Failed(failure));
  }

  private void block(Json.Obj block) {
    for (var member : block.members().entrySet()) {
      var value = member.getValue();
      switch (member.getKey()) {
        case "text" -> value.asText().ifPresent(this::text);
        case "toolUse" -> value.asObject().ifPresent(this::call);
        case "reasoningContent" -> value.asObject().ifPresent(this::reasoning);
        case "citationsContent" -> value.asObject().ifPresent(this::cited);
        default -> opaque(member.getKey(), value);
      }
    }
  }

  private int open(BlockKind kind) {
    sink.accept(new Chunk.BlockStart(0, next, kind, null, Extra.NONE));
    return next++;
  }

  private void close(int block) {
    sink.accept(new Chunk.BlockEnd(0, block));
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      var block = open(BlockKind.TEXT);
      sink.accept(new Chunk.Text(0, block, text, Extra.NONE));
      close(block);
    }
  }

  private void cited(Json.Obj content) {
    var block = open(BlockKind.TEXT);
    for (var piece : content.array("content")) {
      var text = piece.asObject().flatMap(object -> object.text("text")).orElse("");
      if (!text.isEmpty()) {
        sink.accept(new Chunk.Text(0, block, text, Extra.NONE));
      }
    }
    for (var citation : content.array("citations")) {
      sink.accept(Citations.chunk(block, citation.compact()));
    }
    close(block);
  }

  private void call(Json.Obj use) {
    var id = use.text("toolUseId").orElse("");
    if (id.isEmpty()) {
      return;
    }
    var members = new Members();
    for (var member : use.members().entrySet()) {
      switch (member.getKey()) {
        case "toolUseId", "name", "input" -> {}
        default ->
            members.keep(new Extra.Member("toolUse", member.getKey(), member.getValue().compact()));
      }
    }
    var server = use.text("type").orElse("").equals("server_tool_use");
    calls |= !server;
    var kind = server ? ToolKind.SERVER : ToolKind.FUNCTION;
    var head = new Chunk.ToolHead(id, use.text("name").orElse(""), kind);
    var block = next++;
    sink.accept(new Chunk.BlockStart(0, block, BlockKind.TOOL, head, members.extra()));
    use.get("input")
        .ifPresent(
            input -> sink.accept(new Chunk.Arguments(0, block, input.compact(), Extra.NONE)));
    close(block);
  }

  private void reasoning(Json.Obj content) {
    var block = open(BlockKind.REASONING);
    var plain = content.object("reasoningText").orElseGet(Json.Obj::of);
    var text = plain.text("text").orElse("");
    if (!text.isEmpty()) {
      sink.accept(new Chunk.Reasoning(0, block, text, Chunk.Reasoning.Form.FULL, 0, Extra.NONE));
    }
    plain
        .text("signature")
        .ifPresent(signature -> sink.accept(new Chunk.Signature(0, block, signature, null)));
    content
        .text("redactedContent")
        .ifPresent(data -> sink.accept(new Chunk.Signature(0, block, null, data)));
    close(block);
  }

  /** A block that only Converse knows, in the form that a stream would give it. */
  private void opaque(String name, Json value) {
    var block = open(BlockKind.OPAQUE);
    var head = value;
    if (value instanceof Json.Obj object && object.members().get("content") instanceof Json.Arr) {
      head = object.without("content");
    }
    piece(block, "contentBlockStart", name, head);
    if (value instanceof Json.Obj object && object.members().get("content") instanceof Json.Arr c) {
      piece(block, "contentBlockDelta", name, c);
    }
    close(block);
  }

  private void piece(int block, String event, String name, Json value) {
    var json = Json.Obj.of().put(name, value).compact();
    sink.accept(new Chunk.Opaque(0, block, BedrockDialect.NAME, event, json));
  }
}
