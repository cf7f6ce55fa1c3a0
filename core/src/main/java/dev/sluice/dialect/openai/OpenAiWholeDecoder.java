package dev.sluice.dialect.openai;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.BodyDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ErrorBody;
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
      var json = Json.parse(body);
      var error = ErrorBody.inBand("", json);
      if (error != null) {
        sink.accept(new Chunk.Failed(error.inStream(false)));
      } else if (json instanceof Json.Obj object) {
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
    var choices = object.array("choices");
    if (choices.isEmpty()) {
      fail("the provider's answer has no choices");
      return;
    }
    var whole =
        choices.getFirst() instanceof Json.Obj choice && choice.has("delta") && !choice.has("message")
            ? "delta"
            : "message";
    var answer = new ChatAnswer(settings, sink);
    answer.event("", object, whole, 0);
    answer.done();
  }

  private void fail(String message) {
    sink.accept(new Chunk.Failed(Failure.of(ErrorCode.UPSTREAM_PROTOCOL, message)));
  }
}
