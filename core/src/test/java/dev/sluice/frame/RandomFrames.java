package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Random frames with headers of every type and distinct names. */
final class RandomFrames {
  private static final int FRAMES_MAX = 5;
  private static final int HEADERS_MAX = 12;
  private static final int BYTES_MAX = 300;
  private static final int TYPES = 9;

  private RandomFrames() {}

  /** What a frame is to hold; the payload as Latin-1. */
  record Frame(List<Header> headers, String payload) {}

  static List<Frame> draw(SplittableRandom random) {
    var frames = new ArrayList<Frame>();
    for (var i = random.nextInt(1, FRAMES_MAX + 1); i > 0; i--) {
      var headers = new ArrayList<Header>();
      for (var j = random.nextInt(HEADERS_MAX + 1); j > 0; j--) {
        var name = text(random, 20) + j;
        headers.add(new Header(name, value(random)));
      }
      frames.add(
          new Frame(headers, random.nextInt(4) == 0 ? "" : new String(bytes(random), ISO_8859_1)));
    }
    return frames;
  }

  static byte[] encoded(List<Frame> frames) {
    var out = new Bytes();
    var encoder = new EventStreamEncoder();
    for (var frame : frames) {
      encoder.begin(out, HeaderBlock.of(frame.headers()));
      out.add(frame.payload().getBytes(ISO_8859_1));
      encoder.end(out);
    }
    return out.toByteArray();
  }

  private static HeaderValue value(SplittableRandom random) {
    return switch (random.nextInt(TYPES)) {
      case 0 -> new HeaderValue.Flag(random.nextBoolean());
      case 1 -> new HeaderValue.Int8((byte) random.nextInt());
      case 2 -> new HeaderValue.Int16((short) random.nextInt());
      case 3 -> new HeaderValue.Int32(random.nextInt());
      case 4 -> new HeaderValue.Int64(random.nextLong());
      case 5 -> new HeaderValue.Binary(ByteBuffer.wrap(bytes(random)));
      case 6 -> new HeaderValue.Text(text(random, 200));
      case 7 -> new HeaderValue.Timestamp(random.nextLong(1L << 48));
      default -> new HeaderValue.Uuid(new UUID(random.nextLong(), random.nextLong()));
    };
  }

  private static byte[] bytes(SplittableRandom random) {
    var bytes = new byte[random.nextInt(1, BYTES_MAX)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(SplittableRandom random, int lengthMax) {
    var text = new StringBuilder();
    for (var i = random.nextInt(1, lengthMax); i > 0; i--) {
      var plane = random.nextInt(10);
      text.appendCodePoint(plane == 0 ? random.nextInt(0x10000, 0x10ffff) : 32 + plane * 9);
    }
    return text.toString();
  }
}
