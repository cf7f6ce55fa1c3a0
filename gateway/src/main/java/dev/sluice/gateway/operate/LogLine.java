package dev.sluice.gateway.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * One log event as one line: as text ({@code time LEVEL message key=value …}) or as a JSON object
 * with the same members. A stack trace follows a text line, and is the member {@code trace} of a
 * JSON line. Control characters are escaped, so that no value can forge a line.
 */
final class LogLine extends EncoderBase<ILoggingEvent> {

  private final boolean json;

  LogLine(boolean json) {
    this.json = json;
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new StringBuilder(256);
    var time = Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS);
    if (json) {
      json(line, event, time);
    } else {
      text(line, event, time);
    }
    return line.append('\n').toString().getBytes(UTF_8);
  }

  private static void text(StringBuilder line, ILoggingEvent event, Instant time) {
    line.append(time).append(' ').append(event.getLevel()).append(' ');
    escape(line, event.getFormattedMessage());
    for (var pair : pairs(event)) {
      line.append(' ').append(pair.key).append('=');
      escape(line, String.valueOf(pair.value));
    }
    var thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.append('\n').append(trace(thrown));
    }
  }

  private static void json(StringBuilder line, ILoggingEvent event, Instant time) {
    line.append("{\"time\":\"").append(time).append("\",\"level\":\"").append(event.getLevel());
    line.append("\",\"message\":");
    quote(line, event.getFormattedMessage());
    for (var pair : pairs(event)) {
      line.append(",\"").append(pair.key).append("\":");
      if (pair.value instanceof Number number) {
        line.append(number);
      } else {
        quote(line, String.valueOf(pair.value));
      }
    }
    var thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.append(",\"trace\":");
      quote(line, trace(thrown));
    }
    line.append('}');
  }

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    var pairs = event.getKeyValuePairs();
    return pairs == null ? List.of() : pairs;
  }

  private static String trace(IThrowableProxy thrown) {
    return ThrowableProxyUtil.asString(thrown);
  }

  private static void quote(StringBuilder line, String value) {
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else {
        escape(line, c);
      }
    }
    line.append('"');
  }

  private static void escape(StringBuilder line, String value) {
    for (int i = 0; i < value.length(); i++) {
      escape(line, value.charAt(i));
    }
  }

  private static void escape(StringBuilder line, char c) {
    if (c == '\n') {
      line.append("\\n");
    } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
      line.append(String.format("\\u%04x", (int) c));
    } else {
      line.append(c);
    }
  }
}
