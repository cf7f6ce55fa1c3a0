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
 * One log event as one line of text: {@code time LEVEL message key=value …}. A stack trace follows
 * it. Control characters are escaped, so that no value can forge a line.
 */
final class TextLine extends EncoderBase<ILoggingEvent> {

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
    text(line, event, time);
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

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    var pairs = event.getKeyValuePairs();
    return pairs == null ? List.of() : pairs;
  }

  private static String trace(IThrowableProxy thrown) {
    return ThrowableProxyUtil.asString(thrown);
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
