package dev.sluice.dialect;

/** Knows, fragment by fragment, whether a JSON object has been closed. */
public final class JsonDepth {

  private int depth;
  private boolean begun;
  private boolean inString;
  private boolean escaped;

  public void reset() {
    depth = 0;
    begun = false;
    inString = false;
    escaped = false;
  }

  public void feed(String fragment) {
    for (var i = 0; i < fragment.length(); i++) {
      next(fragment.charAt(i));
    }
  }

  void feed(char c) {
    next(c);
  }

  private void next(char c) {
    if (escaped) {
      escaped = false;
    } else if (inString) {
      escaped = c == '\\';
      inString = c != '"';
    } else if (c == '"') {
      inString = true;
    } else if (c == '{' || c == '[') {
      begun = true;
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
    }
  }

  /** Whether it stands within a string. */
  public boolean inString() {
    return inString;
  }

  public boolean complete() {
    return begun && depth == 0 && !inString;
  }
}
