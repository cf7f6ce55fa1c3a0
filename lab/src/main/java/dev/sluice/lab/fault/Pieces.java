package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Event;
import dev.sluice.lab.answer.Event.Kind;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.script.ScriptName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Cuts recorded bodies into pieces. */
final class Pieces {
  private static final int RANDOM_MAX = 200;

  private Pieces() {}

  /** Pieces of letter c bytes, of random sizes from the seed x, or the whole. */
  static List<Event> cut(ScriptName script, byte[] body) {
    var random = new Random(script.letter("x", 0));
    var size = Math.max(1, script.count("c", body.length));
    var pieces = new ArrayList<Event>();
    for (var from = 0; from < body.length; ) {
      var length = script.letters().containsKey("x") ? 1 + random.nextInt(RANDOM_MAX) : size;
      var to = Math.min(body.length, from + length);
      pieces.add(piece(body, from, to));
      from = to;
    }
    return pieces;
  }

  /** One piece for each event. */
  static List<Event> events(Protocol protocol, byte[] body) {
    var pieces = new ArrayList<Event>();
    for (var from = 0; from < body.length; ) {
      var to = protocol == Protocol.CONVERSE ? frameEnd(body, from) : blankLine(body, from);
      pieces.add(piece(body, from, to));
      from = to;
    }
    return pieces;
  }

  private static int frameEnd(byte[] body, int from) {
    var length = from + 4 <= body.length ? ByteBuffer.wrap(body).getInt(from) : 0;
    return length < 16 || length > body.length - from ? body.length : from + length;
  }

  private static int blankLine(byte[] body, int from) {
    for (var i = from + 1; i < body.length; i++) {
      if (body[i] == '\n' && body[i - 1] == '\n') {
        return i + 1;
      }
    }
    return body.length;
  }

  private static Event piece(byte[] body, int from, int to) {
    return new Event(Kind.CONTENT, Arrays.copyOfRange(body, from, to));
  }
}
