package dev.sluice.gateway.deliver;

import dev.sluice.chat.Chunk;
import dev.sluice.journal.Cursor;

/** Takes adjacent text of one block as one chunk, for a reader that lags. */
final class Coalescing {

  private static final int TEXT_CHARS_MAX = 8 << 10;

  private Coalescing() {}

  static Chunk next(Cursor cursor) {
    var first = cursor.take();
    if (!(first instanceof Chunk.Text text) || !follows(text, cursor)) {
      return first;
    }
    var joined = new StringBuilder(text.text());
    while (joined.length() < TEXT_CHARS_MAX && follows(text, cursor)) {
      joined.append(((Chunk.Text) cursor.take()).text());
    }
    return new Chunk.Text(text.choice(), text.block(), joined.toString(), text.extra());
  }

  private static boolean follows(Chunk.Text text, Cursor cursor) {
    return cursor.ready()
        && cursor.peek() instanceof Chunk.Text next
        && next.block() == text.block()
        && next.choice() == text.choice()
        && next.extra().isEmpty()
        && text.extra().isEmpty();
  }
}
