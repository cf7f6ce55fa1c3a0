package dev.sluice.gateway.route;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern in which {@code *} stands for any run of characters, an empty one included, and
 * everything else for itself.
 *
 * <p>The pieces between the stars are looked for from left to right, each at its first place after
 * the former one, the first piece at the start and the last one at the end. That never needs to go
 * back over a match, and each search is Knuth, Morris and Pratt's, so that the time is linear in
 * the text whatever the pattern.
 */
final class Glob {

  private final List<String> pieces;
  private final List<int[]> borders;

  Glob(String pattern) {
    pieces = pieces(pattern);
    borders = new ArrayList<>();
    for (var piece : pieces) {
      borders.add(borders(piece));
    }
  }

  private static List<String> pieces(String pattern) {
    var pieces = new ArrayList<String>();
    int from = 0;
    for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', from)) {
      pieces.add(pattern.substring(from, star));
      from = star + 1;
    }
    pieces.add(pattern.substring(from));
    return pieces;
  }

  boolean matches(String text) {
    var first = pieces.get(0);
    if (pieces.size() == 1) {
      return text.equals(first);
    }
    var last = pieces.get(pieces.size() - 1);
    int end = text.length() - last.length();
    if (end < first.length() || !text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    int at = first.length();
    for (int i = 1; i < pieces.size() - 1; i++) {
      at = after(i, text, at, end);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  /** Where the first occurrence of a piece ends, or -1. */
  private int after(int index, String text, int from, int end) {
    var piece = pieces.get(index);
    if (piece.isEmpty()) {
      return from;
    }
    var border = borders.get(index);
    int matched = 0;
    for (int i = from; i < end; i++) {
      while (matched > 0 && piece.charAt(matched) != text.charAt(i)) {
        matched = border[matched - 1];
      }
      if (piece.charAt(matched) == text.charAt(i)) {
        matched++;
      }
      if (matched == piece.length()) {
        return i + 1;
      }
    }
    return -1;
  }

  private static int[] borders(String piece) {
    var border = new int[piece.length()];
    int length = 0;
    for (int i = 1; i < piece.length(); i++) {
      while (length > 0 && piece.charAt(length) != piece.charAt(i)) {
        length = border[length - 1];
      }
      if (piece.charAt(length) == piece.charAt(i)) {
        length++;
      }
      border[i] = length;
    }
    return border;
  }
}
