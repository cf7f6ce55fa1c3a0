package dev.sluice.gateway.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class LogLineTest {

  private static LoggingEvent event(String message) {
    var logger = new LoggerContext().getLogger("sluice.stream");
    var event = new LoggingEvent("", logger, Level.INFO, message, null, new Object[0]);
    event.setInstant(Instant.parse("2026-11-28T12:00:00.123Z"));
    return event;
  }

  private static String line(boolean json, LoggingEvent event) {
    return new String((json ? new JsonLine() : new TextLine()).encode(event), UTF_8);
  }

  @Test
  void writesMembersAsText() {
    var event = event("stream");
    event.addKeyValuePair(new KeyValuePair("request_id", "req_1"));
    event.addKeyValuePair(new KeyValuePair("chunks", 7));

    assertThat(line(false, event))
        .isEqualTo("2026-11-28T12:00:00.123Z INFO stream request_id=req_1 chunks=7\n");
  }

  @Test
  void writesMembersAsJson() {
    var event = event("say \"it\"");
    event.addKeyValuePair(new KeyValuePair("request_id", "req_1"));
    event.addKeyValuePair(new KeyValuePair("chunks", 7));

    assertThat(line(true, event))
        .isEqualTo(
            "{\"level\":\"INFO\",\"time\":\"2026-11-28T12:00:00.123Z\",\"message\":\"say"
                + " \\\"it\\\"\",\"request_id\":\"req_1\",\"chunks\":7}\n");
  }

  @Test
  void tellsWhatWasThrown() {
    var event = event("broken");
    event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("why\nso")));

    assertThat(line(false, event)).contains("broken\njava.lang.IllegalStateException: why");
    assertThat(line(true, event))
        .containsOnlyOnce("\n")
        .contains("\"throwable\":{\"className\":\"java.lang.IllegalStateException\"", "why\\nso")
        .endsWith("}\n");
  }

  @Test
  void letsNoValueForgeALine() {
    var event = event("a\nb");
    event.addKeyValuePair(new KeyValuePair("provider", "x\r\n2026 INFO forged"));

    assertThat(line(false, event)).containsOnlyOnce("\n").contains("a\\nb", "\\u000d\\n2026");
    assertThat(line(true, event)).containsOnlyOnce("\n").contains("a\\nb", "x\\r\\n2026");
  }
}
