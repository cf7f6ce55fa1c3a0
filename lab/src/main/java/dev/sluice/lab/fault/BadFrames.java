package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Chain;
import dev.sluice.lab.answer.Event;
import dev.sluice.lab.answer.Event.Kind;
import dev.sluice.lab.aws.EventFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;

/** Damaged frames of the AWS event stream: row u26. */
final class BadFrames {
  private static final int PRELUDE = 8;

  private BadFrames() {}

  /** The variant's damage to the next event; what follows stays whole. */
  static Iterator<Event> damage(int variant, Iterator<Event> events) {
    var next = events.hasNext() ? events.next() : strayArguments();
    var bytes = next.bytes().clone();
    var frame = ByteBuffer.wrap(bytes);
    switch (variant) {
      case 2 -> bytes[bytes.length - 1] ^= 0x55;
      case 3 -> {
        frame.putInt(4, frame.getInt(4) + 5);
        seal(bytes);
      }
      case 4 -> {
        frame.putInt(0, Integer.MIN_VALUE);
        seal(bytes);
      }
      case 5 ->
          bytes = EventFrame.exception("throttlingException", "{\"message\":\"slow\"}").encode();
      case 6 -> {
        return new Chain<Event>().add(part(bytes, bytes.length / 2));
      }
      case 7 -> {
        var decoded = EventFrame.decodeAll(bytes).getFirst();
        bytes = new EventFrame(decoded.headers(), Events.utf8("{\"contentBlockIndex\":")).encode();
      }
      case 8 -> bytes = EventFrame.error("InternalError", EventFaults.MESSAGE).encode();
      case 9 -> {
        bytes[12] = (byte) 0xff;
        seal(bytes);
      }
      default -> bytes[PRELUDE] ^= 0x55;
    }
    var terminal = variant == 5 || variant == 8;
    var damaged = new Event(Kind.BETWEEN, bytes);
    return terminal
        ? new Chain<Event>().add(damaged)
        : new Chain<Event>().add(damaged).addAll(events);
  }

  /** A delta of tool arguments for a block that never began. */
  static Event strayArguments() {
    var json = "{\"contentBlockIndex\":9,\"delta\":{\"toolUse\":{\"input\":\"{}\"}}}";
    return new Event(Kind.BETWEEN, EventFrame.event("contentBlockDelta", json).encode());
  }

  private static Event part(byte[] bytes, int length) {
    return new Event(Kind.BETWEEN, Arrays.copyOf(bytes, length));
  }

  // both checksums made right, so that only the lie itself can be caught
  private static void seal(byte[] bytes) {
    var frame = ByteBuffer.wrap(bytes);
    frame.putInt(PRELUDE, EventFrame.crc(bytes, PRELUDE));
    frame.putInt(bytes.length - 4, EventFrame.crc(bytes, bytes.length - 4));
  }
}
