package dev.sluice.lab.serve;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole request as received; header names in lower case, the target raw. */
@SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
public record Inbound(
    String method, String target, Map<String, List<String>> headers, byte[] body, boolean http2) {
  /** The target before the question mark. */
  String path() {
    var mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /** The target after the question mark. */
  String query() {
    var mark = target.indexOf('?');
    return mark < 0 ? "" : target.substring(mark + 1);
  }

  /** The first value of a header. */
  Optional<String> header(String name) {
    var values = headers.get(name);
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** The token of a Bearer authorization. */
  Optional<String> bearer() {
    return header("authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip());
  }

  /** Host or authority as the client wrote it. */
  String authority() {
    return header("host").or(() -> header(":authority")).orElse("127.0.0.1");
  }
}
