package dev.sluice.lab.script;

import dev.sluice.lab.ask.Protocol;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The identifiers of one call, in the forms that its provider gives them. */
public record Ids(Protocol protocol, String hex, long createdSeconds) {
  /** Fresh identifiers. */
  public static Ids fresh(Protocol protocol, long createdSeconds) {
    var random = ThreadLocalRandom.current();
    var bytes = ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong());
    return new Ids(protocol, HexFormat.of().formatHex(bytes.array()), createdSeconds);
  }

  /** The request id of the header. */
  public String request() {
    return switch (protocol) {
      case CHAT -> "req_" + hex;
      case MESSAGES -> "req_011C" + hex.substring(0, 20);
      case CONVERSE -> {
        var bits = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        yield new UUID(bits.getLong(), bits.getLong()).toString();
      }
    };
  }

  /** The id of the answer; Converse has none. */
  public String answer() {
    return switch (protocol) {
      case CHAT -> "chatcmpl-" + hex.substring(0, 28);
      case MESSAGES -> "msg_01" + hex.substring(0, 22);
      case CONVERSE -> "";
    };
  }

  /** The id of the tool call with that index. */
  public String call(int index) {
    return switch (protocol) {
      case CHAT -> "call_" + hex.substring(0, 22) + "%02d".formatted(index);
      case MESSAGES -> "toolu_01" + hex.substring(0, 20) + "%02d".formatted(index);
      case CONVERSE -> "tooluse_" + hex.substring(0, 20) + "%02d".formatted(index);
    };
  }
}
