package dev.sluice.dialect;

import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a client's request, and says in a client's words why one cannot be read: in
 * which encoding it came, where its JSON breaks, which number is beyond any range.
 */
public final class RequestJson {

  private RequestJson() {}

  /** What came of it. */
  public sealed interface Body {
    record Read(Json.Obj object) implements Body {}

    /**
     * It cannot be read.
     *
     * @param param the place of the fault in the body, "" for the whole of it
     * @param reason what is wrong and what to do
     */
    record Refused(String param, String reason) implements Body {}
  }

  public static Body read(byte[] bytes) {
    var encoding = foreignEncoding(bytes);
    if (encoding != null) {
      return new Body.Refused("", "the body is " + encoding + "; send JSON as UTF-8");
    }
    Json json;
    try {
      json = Json.parse(bytes);
    } catch (MalformedJson e) {
      return new Body.Refused("", reason(bytes, e));
    }
    if (!(json instanceof Json.Obj object)) {
      return new Body.Refused("", "the body must be a JSON object");
    }
    var place = outOfRange(json);
    return place == null
        ? new Body.Read(object)
        : new Body.Refused(place.substring(1), "the number is beyond the range of a double");
  }

  /** The name of an encoding that is not UTF-8, by its mark or by the NULs between its letters. */
  private static @Nullable String foreignEncoding(byte[] bytes) {
    var first = at(bytes, 0) << 24 | at(bytes, 1) << 16 | at(bytes, 2) << 8 | at(bytes, 3);
    if (first == 0x0000feff || first == 0xfffe0000) {
      return "UTF-32";
    }
    if (first >>> 16 == 0xfeff || first >>> 16 == 0xfffe) {
      return "UTF-16";
    }
    if (bytes.length < 4) {
      return null;
    }
    var nulls =
        (bytes[0] == 0 ? 8 : 0)
            | (bytes[1] == 0 ? 4 : 0)
            | (bytes[2] == 0 ? 2 : 0)
            | (bytes[3] == 0 ? 1 : 0);
    return switch (nulls) {
      case 0b1110, 0b0111 -> "UTF-32";
      case 0b1010, 0b0101 -> "UTF-16";
      default -> null;
    };
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xff : 0x20;
  }

  private static String reason(byte[] bytes, MalformedJson fault) {
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return "the body holds a NUL byte at byte " + i + "; send JSON as UTF-8";
      }
    }
    return "the body is not JSON that can be read: " + fault.reason();
  }

  /**
   * The path, each step with its dot or bracket, of a number that no double can hold; null when
   * there is none.
   */
  private static @Nullable String outOfRange(Json json) {
    switch (json) {
      case Json.Obj object -> {
        for (var member : object.members().entrySet()) {
          var place = outOfRange(member.getValue());
          if (place != null) {
            return "." + member.getKey() + place;
          }
        }
      }
      case Json.Arr array -> {
        for (var i = 0; i < array.elements().size(); i++) {
          var place = outOfRange(array.elements().get(i));
          if (place != null) {
            return "[" + i + "]" + place;
          }
        }
      }
      case Json.Num number -> {
        return number.inRange() ? null : "";
      }
      case Json.Text text -> {}
      case Json.Bool bool -> {}
      case Json.Nil nil -> {}
    }
    return null;
  }

  /**
   * The bound of the output that a client asks for.
   *
   * @param value the field as it came
   * @return the bound; empty when it is no bound: below 1, which clients send for "no limit"
   * @throws NumberFormatException when it is no whole number of at most 32 bits; its message says
   *     so
   */
  public static Optional<Integer> bound(Json value) {
    var whole = value instanceof Json.Num number ? number.integer().orElse(null) : null;
    if (whole == null || whole > Integer.MAX_VALUE) {
      throw new NumberFormatException("must be a whole number of at most 32 bits");
    }
    return whole < 1 ? Optional.empty() : Optional.of(whole.intValue());
  }
}
