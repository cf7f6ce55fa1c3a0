package dev.sluice.journal;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import java.util.ArrayList;
import java.util.List;

/** What tests of journals say in few words. */
final class Journals {
  private Journals() {}

  /** What a {@link #text} of one character weighs. */
  static final int ONE = text("x").weight();

  static Chunk text(String text) {
    return new Chunk.Text(0, 0, text, Extra.NONE);
  }

  static Cursor opened(Opening opening) {
    return switch (opening) {
      case Opening.Opened opened -> opened.cursor();
      case Opening.Dropped _, Opening.Ahead _ -> throw new AssertionError("not opened: " + opening);
    };
  }

  /** Everything that is ready, in short: texts, {@code END}, or an error's code. */
  static List<String> takeAll(Cursor cursor) {
    var taken = new ArrayList<String>();
    while (cursor.ready()) {
      taken.add(shown(cursor.take()));
    }
    return taken;
  }

  static String shown(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Text text -> text.text();
      case Chunk.Failed failed -> failed.failure().code().wireName();
      case Chunk.End _ -> "END";
      default -> throw new AssertionError(chunk);
    };
  }

  static final String LAGGED = ErrorCode.READER_LAGGED.wireName();
}
