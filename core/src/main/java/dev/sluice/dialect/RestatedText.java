package dev.sluice.dialect;

/**
 * Finds out whether the fragments of a text add to it or say it all again.
 *
 * <p>A fragment that begins with all that came before is kept back until the next one tells which
 * it was: if that begins with it too, each fragment is the whole text so far, and only what is new
 * counts. One fragment that does not begin so settles it the other way, which in practice is the
 * second. After that only the number of characters is kept: a last fragment that is as long as all
 * before it and begins alike says it again. One thread.
 */
public final class RestatedText {

  private static final int HEAD_CHARS_MAX = 64;
  private static final int REPEATED_CHARS_MIN = 4;

  private enum Manner {
    UNKNOWN,
    ADDING,
    RESTATING
  }

  private Manner manner = Manner.UNKNOWN;
  private String all = "";
  private String kept = "";
  private String head = "";
  private long chars;
  private int fragments;

  /** Whether fragments are known to add to the text. */
  public boolean plain() {
    return manner == Manner.ADDING;
  }

  /** Notes a fragment that was added without being looked at. */
  public void grown(int length) {
    chars += length;
    fragments++;
  }

  /**
   * The new part of a fragment, which may be nothing.
   *
   * @param last whether the provider says with this fragment that the text ends
   */
  public String take(String fragment, boolean last) {
    if (last && repeats(fragment)) {
      return "";
    }
    return switch (manner) {
      case ADDING -> {
        grown(fragment.length());
        yield fragment;
      }
      case RESTATING -> restated(fragment);
      case UNKNOWN -> unknown(fragment);
    };
  }

  private boolean repeats(String fragment) {
    return manner == Manner.ADDING
        && fragments > 1
        && fragment.length() == chars
        && chars >= REPEATED_CHARS_MIN
        && fragment.startsWith(head);
  }

  private String restated(String fragment) {
    if (!fragment.startsWith(all)) {
      return all.startsWith(fragment) ? "" : appended(fragment);
    }
    var fresh = fragment.substring(all.length());
    all = fragment;
    return fresh;
  }

  private String appended(String fragment) {
    all += fragment;
    return fragment;
  }

  private String unknown(String fragment) {
    if (all.isEmpty()) {
      all = fragment;
      return fragment;
    }
    if (kept.isEmpty()) {
      if (fragment.length() > all.length() && fragment.startsWith(all)) {
        kept = fragment;
        return "";
      }
      return adds(fragment);
    }
    if (fragment.startsWith(kept)) {
      manner = Manner.RESTATING;
      kept = "";
      return restated(fragment);
    }
    var waited = kept;
    kept = "";
    return adds(waited) + adds(fragment);
  }

  private String adds(String fragment) {
    if (manner == Manner.UNKNOWN) {
      manner = Manner.ADDING;
      head = all.length() > HEAD_CHARS_MAX ? all.substring(0, HEAD_CHARS_MAX) : all;
      grown(all.length());
      all = "";
    }
    grown(fragment.length());
    return fragment;
  }

  /** What was kept back to the end: of two fragments the second says the first again. */
  public String end() {
    if (kept.isEmpty()) {
      return "";
    }
    var fresh = all.length() > 1 ? kept.substring(all.length()) : kept;
    kept = "";
    return fresh;
  }
}
