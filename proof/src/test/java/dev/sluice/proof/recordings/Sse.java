package dev.sluice.proof.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Server-sent events in the one form in which a server should write them. */
record Sse(String event, String data) {

  static List<Sse> read(byte[] body) {
    var text = new String(body, UTF_8);
    assertThat(text).doesNotContain("\r", "\u2028", "\u2029", "\u0085", "\u0000", "\ufeff");
    assertThat(text).endsWith("\n\n");
    var events = new ArrayList<Sse>();
    for (var block : text.substring(0, text.length() - 2).split("\n\n", -1)) {
      if (block.equals(": keepalive")) {
        continue;
      }
      var lines = block.split("\n", -1);
      var named = lines[0].startsWith("event: ");
      assertThat(lines).as(block).hasSize(named ? 2 : 1);
      var data = lines[named ? 1 : 0];
      assertThat(data).startsWith("data: ").hasSizeGreaterThan("data: ".length());
      events.add(
          new Sse(
              named ? lines[0].substring("event: ".length()) : "",
              data.substring("data: ".length())));
    }
    return events;
  }
}
