package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Pulls values out of one JSON text, in order, without building a tree.
 *
 * <p>The reader always stands on a value: first the root, then whatever {@link #next} finds. A
 * value is read by {@link #text}, {@link #integer}, {@link #raw}, {@link #tree} …, or entered by
 * {@link #enter}; what is not read is skipped by the next {@code next}. Reading a value as
 * something that it is not gives the type's empty value, since a provider's unexpected type is not
 * an error of ours. Malformed UTF-8 reads as U+FFFD. One reader, one thread; the bytes must not
 * change meanwhile.
 *
 * <pre>{@code
 * if (reader.enter()) while (reader.next()) switch (reader.name()) { case "id" -> id = reader.text(); default -> {} }
 * }</pre>
 */
public final class JsonReader {

  /** What a value is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    TEXT,
    NUMBER,
    BOOL,
    NULL
  }

  private final JsonParser parser;
  private final byte[] bytes;
  private final int offset;
  private boolean entered;
  private String name = "";

  private JsonReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.parser = Parsers.parser(bytes, offset, length);
  }

  /** A reader that stands on the root value. */
  public static JsonReader of(byte[] bytes, int offset, int length) throws MalformedJson {
    var reader =
        Parsers.utf8(bytes, offset, length)
            ? new JsonReader(bytes, offset, length)
            : repaired(bytes, offset, length);
    reader.advance();
    return reader;
  }

  private static JsonReader repaired(byte[] bytes, int offset, int length) {
    var repaired = Parsers.repaired(bytes, offset, length);
    return new JsonReader(repaired, 0, repaired.length);
  }

  public static JsonReader of(byte[] bytes) throws MalformedJson {
    return of(bytes, 0, bytes.length);
  }

  private void advance() throws MalformedJson {
    try {
      if (parser.nextToken() == null) {
        throw new MalformedJson("the JSON ends early", parser.currentLocation().getByteOffset());
      }
    } catch (JacksonException e) {
      throw Parsers.malformed(e);
    }
  }

  public Kind kind() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> Kind.OBJECT;
      case START_ARRAY -> Kind.ARRAY;
      case VALUE_STRING -> Kind.TEXT;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> Kind.BOOL;
      default -> Kind.NULL;
    };
  }

  /** Goes into the object or array it stands on; false when the value is neither. */
  public boolean enter() {
    var token = parser.currentToken();
    entered = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    return entered;
  }

  /** Whether the value is an object; then goes into it. */
  public boolean enterObject() {
    return parser.currentToken() == JsonToken.START_OBJECT && enter();
  }

  /** Whether the value is an array; then goes into it. */
  public boolean enterArray() {
    return parser.currentToken() == JsonToken.START_ARRAY && enter();
  }

  /**
   * Goes to the next member or element of what was entered last; false when there is none, and then
   * the reader stands behind it, in what holds it.
   */
  public boolean next() throws MalformedJson {
    skipUnread();
    advance();
    return switch (parser.currentToken()) {
      case END_OBJECT, END_ARRAY -> false;
      case PROPERTY_NAME -> {
        name = parser.currentName();
        advance();
        yield true;
      }
      default -> true;
    };
  }

  private void skipUnread() throws MalformedJson {
    if (entered) {
      entered = false;
      return;
    }
    try {
      parser.skipChildren();
    } catch (JacksonException e) {
      throw Parsers.malformed(e);
    }
  }

  /** The name of the member that the reader stands on. */
  public String name() {
    return name;
  }

  /** The value of a string, "" of anything else. */
  public String text() throws MalformedJson {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return "";
    }
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw Parsers.malformed(e);
    }
  }

  /**
   * The value of a number cut to a whole one, {@code other} of anything else.
   *
   * @throws MalformedJson when a whole number does not fit, or an exponent is beyond its bound
   */
  public long integer(long other) throws MalformedJson {
    try {
      return switch (parser.currentToken()) {
        case VALUE_NUMBER_INT -> parser.getLongValue();
        case VALUE_NUMBER_FLOAT -> (long) Double.parseDouble(Parsers.number(parser));
        default -> other;
      };
    } catch (JacksonException e) {
      throw Parsers.malformed(e);
    }
  }

  /** True for {@code true}, false for all else. */
  public boolean bool() {
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** The value's JSON text as it came, on one line. The value counts as read. */
  public String raw() throws MalformedJson {
    var from = (int) parser.currentTokenLocation().getByteOffset();
    try {
      parser.skipChildren();
      parser.finishToken();
    } catch (JacksonException e) {
      throw Parsers.malformed(e);
    }
    var to = (int) parser.currentLocation().getByteOffset();
    var text = new String(bytes, offset + from, to - from, StandardCharsets.UTF_8).strip();
    return text.indexOf('\n') < 0 && text.indexOf('\r') < 0 ? text : oneLine(text);
  }

  /** The same value on one line, as frames of server-sent events need it. */
  private static String oneLine(String text) throws MalformedJson {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).compact();
  }

  /** The value as a tree. The value counts as read. */
  public Json tree() throws MalformedJson {
    return JsonTree.read(parser);
  }

  /** Reads to the end of the text; anything but white space behind the root is malformed. */
  public void finish() throws MalformedJson {
    try {
      if (parser.nextToken() != null) {
        throw new MalformedJson(
            "something follows the JSON", parser.currentTokenLocation().getByteOffset());
      }
    } catch (JacksonException e) {
      throw Parsers.malformed(e);
    }
  }
}
