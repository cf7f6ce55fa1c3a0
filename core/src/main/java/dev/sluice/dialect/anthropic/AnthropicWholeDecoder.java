package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.BodyDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;

/** Decodes an answer that is one JSON document: a message, or an error with status 200. */
final class AnthropicWholeDecoder {

  private final DecodeSettings settings;
  private final ChunkSink sink;

  /** What a body that is no message is called: wrong, or a stream that never was. */
  private final Failure otherwise;

  private final boolean messages;

  private AnthropicWholeDecoder(
      DecodeSettings settings, ChunkSink sink, boolean messages, Failure otherwise) {
    this.settings = settings;
    this.sink = sink;
    this.messages = messages;
    this.otherwise = otherwise;
  }

  /** A decoder of a whole message. */
  static BodyDecoder of(DecodeSettings settings, ChunkSink sink) {
    var otherwise =
        Failure.of(ErrorCode.UPSTREAM_PROTOCOL, "the provider's answer is not a message");
    var decoder = new AnthropicWholeDecoder(settings, sink, true, otherwise);
    return new BodyDecoder(settings.bodyBytesMax(), sink, decoder::body);
  }

  /** A decoder of a JSON body that came where a stream was asked for: only an error is read. */
  static BodyDecoder ofError(DecodeSettings settings, ChunkSink sink, Failure otherwise) {
    var decoder = new AnthropicWholeDecoder(settings, sink, false, otherwise);
    return new BodyDecoder(settings.bodyBytesMax(), sink, decoder::body);
  }

  private void body(byte[] body) {
    if (body.length == 0) {
      fail(Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "the provider's answer has no body"));
      return;
    }
    try {
      var root = Json.parse(body).asObject().orElseGet(Json.Obj::of);
      if (root.has("error")) {
        fail(AnthropicErrors.inBand(root, false));
      } else if (messages && root.get("content").orElse(Json.Nil.NIL) instanceof Json.Arr) {
        new MessageEvents(settings, sink).message(root);
      } else {
        fail(otherwise);
      }
    } catch (MalformedJson e) {
      fail(messages ? otherwise.withMessage("the provider's answer is " + e.reason()) : otherwise);
    }
  }

  private void fail(Failure failure) {
    sink.accept(new Chunk.Failed(failure));
  }
}
