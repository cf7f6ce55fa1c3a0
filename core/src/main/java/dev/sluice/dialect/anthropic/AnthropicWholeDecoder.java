package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.BodyDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ErrorBody;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;

/** Decodes an answer that is one JSON document: a message, or an error with status 200. */
final class AnthropicWholeDecoder {

  private final DecodeSettings settings;
  private final ChunkSink sink;

  private AnthropicWholeDecoder(DecodeSettings settings, ChunkSink sink) {
    this.settings = settings;
    this.sink = sink;
  }

  /** A decoder of a whole message. */
  static BodyDecoder of(DecodeSettings settings, ChunkSink sink) {
    var decoder = new AnthropicWholeDecoder(settings, sink);
    return new BodyDecoder(settings.bodyBytesMax(), sink, decoder::body);
  }

  private void body(byte[] body) {
    try {
      var json = Json.parse(body);
      var root = json.asObject().orElseGet(Json.Obj::of);
      var content = root.get("content").orElse(Json.Nil.NIL) instanceof Json.Arr;
      var error = content && !root.has("error") ? null : ErrorBody.inBand("", json);
      if (error != null) {
        fail(AnthropicErrors.inBand(error, false));
      } else if (content) {
        new MessageEvents(settings, sink).message(root);
      } else {
        fail(protocol("the provider's answer is not a message"));
      }
    } catch (MalformedJson e) {
      fail(
          e.offset() >= body.length
              ? Failure.of(
                  ErrorCode.UPSTREAM_TRUNCATED,
                  "the provider's answer ended after " + body.length + " bytes of its JSON")
              : protocol("the provider's answer is " + e.reason()));
    }
  }

  private static Failure protocol(String message) {
    return Failure.of(ErrorCode.UPSTREAM_PROTOCOL, message);
  }

  private void fail(Failure failure) {
    sink.accept(new Chunk.Failed(failure));
  }
}
