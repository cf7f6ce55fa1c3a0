package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.BodyDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.Optional;

/** JSON with status 200 where a stream was asked for: an error that some proxy let through. */
record Disguised(DecodeSettings settings, ChunkSink sink) implements BodyDecoder.BodySink {

  @Override
  public void body(byte[] body) {
    var failure =
        object(body)
            .flatMap(BedrockErrors::disguised)
            .orElseGet(() ->
                Failure.of(
                    ErrorCode.UPSTREAM_PROTOCOL,
                    "the provider answered with JSON where a stream was asked for"));
    sink.accept(
        new Chunk.Start(null, null, settings.provider(), settings.attempt(), null, Extra.NONE));
    sink.accept(new Chunk.Failed(failure));
  }

  private static Optional<Json.Obj> object(byte[] body) {
    try {
      return Json.parse(body).asObject();
    } catch (MalformedJson e) {
      return Optional.empty();
    }
  }
}
