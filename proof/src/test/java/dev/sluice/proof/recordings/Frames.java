package dev.sluice.proof.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** A frame of AWS's event stream, read by hand; both checksums are verified. */
record Frames(Map<String, String> headers, JsonNode payload) {

  private static final int PRELUDE = 8;
  private static final int STRING = 7;

  static List<Frames> read(byte[] body) {
    var frames = new ArrayList<Frames>();
    var in = ByteBuffer.wrap(body);
    while (in.hasRemaining()) {
      frames.add(frame(in));
    }
    return frames;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static Frames frame(ByteBuffer in) {
    var start = in.position();
    assertThat(in.remaining()).as("bytes of a frame").isGreaterThanOrEqualTo(16);
    var total = in.getInt();
    var headerBytes = in.getInt();
    assertThat(in.getInt()).as("prelude CRC").isEqualTo(crc(in, start, PRELUDE));
    assertThat(body(in, start)).as("a whole frame").isGreaterThanOrEqualTo(total);
    var headers = new TreeMap<String, String>();
    var headersEnd = in.position() + headerBytes;
    while (in.position() < headersEnd) {
      var name = text(in, in.get());
      assertThat(in.get()).as("type of header " + name).isEqualTo((byte) STRING);
      assertThat(headers.put(name, text(in, in.getShort()))).as(name).isNull();
    }
    var payload = text(in, total - headerBytes - 16);
    assertThat(in.getInt()).as("message CRC").isEqualTo(crc(in, start, total - 4));
    return new Frames(headers, Heard.json(payload));
  }

  private static int body(ByteBuffer in, int start) {
    return in.limit() - start;
  }

  private static String text(ByteBuffer in, int length) {
    var bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static int crc(ByteBuffer in, int start, int length) {
    var crc = new CRC32();
    crc.update(in.duplicate().position(start).limit(start + length));
    return (int) crc.getValue();
  }
}
