package dev.sluice.proof.toy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FinishReason;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.frame.Bytes;

final class ToyDecoder implements AnswerDecoder {

  private final DecodeSettings settings;
  private final ChunkSink sink;
  private final Bytes line = new Bytes();
  private boolean started;
  private boolean ended;

  ToyDecoder(DecodeSettings settings, ChunkSink sink) {
    this.settings = settings;
    this.sink = sink;
  }

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    for (var i = offset; i < offset + length && !ended; i++) {
      if (bytes[i] == '\n') {
        line(new String(line.toByteArray(), UTF_8));
        line.clear();
      } else {
        line.add(bytes[i]);
      }
    }
  }

  private void line(String text) {
    if (!started) {
      started = true;
      sink.accept(
          new Chunk.Start(null, null, settings.provider(), settings.attempt(), null, Extra.NONE));
      sink.accept(new Chunk.BlockStart(0, 0, BlockKind.TEXT, null, Extra.NONE));
    }
    if (text.startsWith("+")) {
      sink.accept(new Chunk.Text(0, 0, text.substring(1), Extra.NONE));
    } else {
      ended = true;
      sink.accept(new Chunk.BlockEnd(0, 0));
      sink.accept(new Chunk.Finish(0, FinishReason.STOP, null, null, Extra.NONE));
      sink.accept(Chunk.End.END);
    }
  }

  @Override
  public void end() {
    if (!ended) {
      ended = true;
      sink.accept(
          new Chunk.Failed(Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "the toy stopped early")));
    }
  }
}
