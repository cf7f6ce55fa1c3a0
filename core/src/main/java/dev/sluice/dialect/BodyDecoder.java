package dev.sluice.dialect;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import java.util.Arrays;

/** Collects a whole body, up to a bound, and hands it over once at its end. */
public final class BodyDecoder implements AnswerDecoder {

  /** Takes the body; owes the sink all chunks of the answer, the terminal one included. */
  @FunctionalInterface
  public interface BodySink {
    void body(byte[] body);
  }

  private final int bytesMax;
  private final ChunkSink sink;
  private final BodySink whole;
  private byte[] body = new byte[1024];
  private int length;
  private boolean over;

  public BodyDecoder(int bytesMax, ChunkSink sink, BodySink whole) {
    this.bytesMax = bytesMax;
    this.sink = sink;
    this.whole = whole;
  }

  @Override
  public void feed(byte[] bytes, int offset, int count) {
    if (over) {
      return;
    }
    if (count > bytesMax - length) {
      over = true;
      body = new byte[0];
      sink.accept(
          new Chunk.Failed(
              Failure.of(
                  ErrorCode.UPSTREAM_EVENT_TOO_LARGE,
                  "the provider's answer is larger than " + bytesMax + " bytes")));
      return;
    }
    if (body.length - length < count) {
      body = Arrays.copyOf(body, Math.max(length + count, Math.min(bytesMax, body.length * 2)));
    }
    System.arraycopy(bytes, offset, body, length, count);
    length += count;
  }

  @Override
  public void end() {
    if (!over) {
      over = true;
      whole.body(Arrays.copyOf(body, length));
    }
  }
}
