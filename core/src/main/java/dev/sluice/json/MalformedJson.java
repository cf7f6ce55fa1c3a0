package dev.sluice.json;

/** Bytes that are not the JSON they should be. Carries position and reason, never content. */
public final class MalformedJson extends Exception {

  private static final long serialVersionUID = 1L;

  private final long offset;

  public MalformedJson(String reason, long offset) {
    super(reason, null, false, false);
    this.offset = offset;
  }

  /** Bytes from the start of the text. */
  public long offset() {
    return offset;
  }

  /** What is wrong, without the text itself. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
