package dev.sluice.frame;

/** A header of an event stream frame; its name has 1 to 255 characters. */
public record Header(String name, HeaderValue value) {
  static final int NAME_LENGTH_MAX = 255;

  public Header {
    if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "header name of " + name.length() + " characters, allowed are 1 to " + NAME_LENGTH_MAX);
    }
  }

  public static Header text(String name, String value) {
    return new Header(name, new HeaderValue.Text(value));
  }
}
