package dev.sluice.gateway.operate;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.JsonEscapeUtil;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * One log event as one JSON object on a line, by Logback's encoder: {@code level}, and {@code
 * throwable} where there is one, are its own; {@code time}, {@code message} and the members of the
 * line stand beside them, numbers as numbers.
 */
final class JsonLine extends JsonEncoder {

  JsonLine() {
    setWithSequenceNumber(false);
    setWithTimestamp(false);
    setWithNanoseconds(false);
    setWithThreadName(false);
    setWithLoggerName(false);
    setWithContext(false);
    setWithMarkers(false);
    setWithMDC(false);
    setWithKVPList(false);
    setWithMessage(false);
    setWithArguments(false);
    setWithThrowable(false);
  }

  @Override
  protected void appendCustomFields(StringBuilder line, ILoggingEvent event) {
    var time = Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS);
    text(line, "time", time.toString());
    text(line, "message", event.getFormattedMessage());
    var pairs = event.getKeyValuePairs();
    for (var pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
      if (pair.value instanceof Number number) {
        name(line, pair.key).append(number);
      } else {
        text(line, pair.key, String.valueOf(pair.value));
      }
    }
    var thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.append(',');
      appendThrowableProxy(line, THROWABLE_ATTR_NAME, thrown);
    }
  }

  private static void text(StringBuilder line, String name, String value) {
    name(line, name).append('"').append(JsonEscapeUtil.jsonEscapeString(value)).append('"');
  }

  private static StringBuilder name(StringBuilder line, String name) {
    return line.append(",\"").append(name).append("\":");
  }
}
