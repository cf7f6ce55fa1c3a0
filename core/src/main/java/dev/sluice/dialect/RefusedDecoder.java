package dev.sluice.dialect;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Failure;

/** Stands for an answer whose head already says that it cannot be read. */
public final class RefusedDecoder implements AnswerDecoder {

  private final Failure failure;
  private final ChunkSink sink;
  private boolean ended;

  public RefusedDecoder(Failure failure, ChunkSink sink) {
    this.failure = failure;
    this.sink = sink;
  }

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    end();
  }

  @Override
  public void end() {
    if (!ended) {
      ended = true;
      sink.accept(new Chunk.Failed(failure));
    }
  }
}
