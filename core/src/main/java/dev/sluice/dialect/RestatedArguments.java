package dev.sluice.dialect;

/**
 * Finds out whether the fragments of a call's arguments add to them or say them all again.
 *
 * <p>A fragment that begins with all that came before says it again where JSON would not allow it
 * there; where it would, the fragment is kept back until the next one, or the end, tells. A whole
 * object behind a whole object is the same said again. {@code {}} is what stands for arguments that
 * are still to come, unless nothing follows. Beyond a bound fragments are taken as they come. One
 * thread.
 */
public final class RestatedArguments {

  static final int LOOKED_AT_CHARS_MAX = 64 << 10;

  private final StringBuilder all = new StringBuilder();
  private final JsonDepth depth = new JsonDepth();
  private String kept = "";
  private boolean restating;
  private boolean plain;

  /** The new part of a fragment, which may be nothing. */
  public String take(String fragment) {
    if (plain) {
      depth.feed(fragment);
    }
    if (plain || fragment.isEmpty()) {
      return fragment;
    }
    if (!kept.isEmpty()) {
      return behindKept(fragment);
    }
    if (all.isEmpty() && fragment.equals("{}")) {
      kept = fragment;
      return "";
    }
    if (!beginsWithAll(fragment)) {
      return depth.complete() && isWhole(fragment) ? "" : added(fragment);
    }
    if (restating || depth.complete() || !mayFollow(fragment)) {
      restating = true;
      return rest(fragment);
    }
    kept = fragment;
    return "";
  }

  private String behindKept(String fragment) {
    var waited = kept;
    kept = "";
    if (waited.equals("{}") && all.isEmpty()) {
      return fragment.isBlank() ? added(waited) : take(fragment);
    }
    if (fragment.startsWith(waited)) {
      restating = true;
      return rest(fragment);
    }
    return added(waited) + take(fragment);
  }

  /** Only objects are looked at: what a custom tool is given may be any text. */
  private boolean beginsWithAll(String fragment) {
    return !all.isEmpty()
        && all.charAt(0) == '{'
        && fragment.length() >= all.length()
        && fragment.charAt(0) == '{'
        && fragment.startsWith(all.toString());
  }

  private static boolean isWhole(String fragment) {
    var own = new JsonDepth();
    own.feed(fragment);
    return fragment.charAt(0) == '{' && own.complete();
  }

  /** Whether JSON allows the fragment, which begins with a brace, behind what came before. */
  private boolean mayFollow(String fragment) {
    if (depth.inString()) {
      var quote = fragment.indexOf('"');
      for (var i = quote + 1; quote >= 0 && i < fragment.length(); i++) {
        var c = fragment.charAt(i);
        if (c > ' ') {
          return c == ',' || c == ':' || c == '}' || c == ']';
        }
      }
      return true;
    }
    for (var i = all.length() - 1; i >= 0; i--) {
      var c = all.charAt(i);
      if (c > ' ') {
        return c == ':' || c == '[' || c == ',';
      }
    }
    return true;
  }

  private String added(String fragment) {
    depth.feed(fragment);
    if (all.length() + fragment.length() > LOOKED_AT_CHARS_MAX && !restating) {
      plain = true;
      all.setLength(0);
      all.trimToSize();
      return fragment;
    }
    all.append(fragment);
    return fragment;
  }

  private String rest(String fragment) {
    return added(fragment.substring(all.length()));
  }

  /** Whether they are a whole object by now. */
  public boolean complete() {
    return kept.isEmpty() ? depth.complete() : isWhole(kept);
  }

  /** What was kept back to the end: taken as whichever makes an object of it. */
  public String end() {
    if (kept.isEmpty()) {
      return "";
    }
    var waited = kept;
    kept = "";
    return isWhole(waited) && !all.isEmpty() ? rest(waited) : added(waited);
  }
}
