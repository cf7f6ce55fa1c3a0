package dev.sluice.dialect.openai;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.BodyDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;

/** Decodes an answer that is one JSON document. */
final class OpenAiWholeDecoder implements BodyDecoder.BodySink {

  private final DecodeSettings settings;
  private final ChunkSink sink;

  OpenAiWholeDecoder(DecodeSettings settings, ChunkSink sink) {
    this.settings = settings;
    this.sink = sink;
  }

  @Override
  public void body(byte[] body) {
    try {
      if (Json.parse(body) instanceof Json.Obj object) {
        read(object);
      } else {
        fail("the provider's answer is not a JSON object");
      }
    } catch (MalformedJson e) {
      if (e.offset() >= body.length) {
        sink.accept(
            new Chunk.Failed(
                Failure.of(
                    ErrorCode.UPSTREAM_TRUNCATED,
                    "the provider's answer ended after " + body.length + " bytes of its JSON")));
      } else {
        fail("the provider's answer is not the JSON that it says it is: " + e.reason());
      }
    }
  }

  private void read(Json.Obj object) {
    var error = ErrorBody.inBand("", object);
    if (error != null) {
      sink.accept(new Chunk.Failed(OpenAiErrors.disguised(error)));
      return;
    }
    var choices = object.array("choices");
    if (!settings.streamed() && !choices.isEmpty()) {
      var answer = new ChatAnswer(settings, sink);
      answer.event("", object, "message", 0);
      answer.done();
    } else {
      fail(
          settings.streamed()
              ? "the provider sent a JSON document where a stream was asked for"
              : "the provider's answer has no choices");
    }
  }

  private void fail(String message) {
    sink.accept(new Chunk.Failed(Failure.of(ErrorCode.UPSTREAM_PROTOCOL, message)));
  }
}
