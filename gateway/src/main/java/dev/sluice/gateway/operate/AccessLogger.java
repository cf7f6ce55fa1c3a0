package dev.sluice.gateway.operate;

import dev.sluice.gateway.generate.Ending;
import dev.sluice.gateway.serve.AccessLog;
import dev.sluice.gateway.serve.Ended;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs one line at the end of each exchange: what became of it, never what was in it. */
public final class AccessLogger implements AccessLog {

  private static final int DROPPED_CHARS_MAX = 500;
  private static final Logger LOG = LoggerFactory.getLogger("sluice.stream");

  @Override
  public void ended(Ended ended) {
    var line = asked(LOG.atInfo().addKeyValue("request_id", ended.requestId()), ended);
    var ending = ended.ending();
    if (ending.isPresent()) {
      line =
          line.addKeyValue("generation", ending.get().generation())
              .addKeyValue("provider", ending.get().provider())
              .addKeyValue("attempt", ending.get().attempt());
    }
    line = answered(line, ended.answered());
    if (ending.isPresent()) {
      line = body(line, ending.get());
    }
    line.log("stream");
  }

  private static LoggingEventBuilder asked(LoggingEventBuilder line, Ended ended) {
    var asked = ended.asked();
    var more =
        line.addKeyValue("method", asked.method())
            .addKeyValue("path", asked.path())
            .addKeyValue("protocol", asked.protocol());
    more = add(more, "key", asked.key());
    more = add(more, "model", asked.model());
    return add(more, "served_model", ended.answered().model());
  }

  private static LoggingEventBuilder answered(LoggingEventBuilder line, Ended.Answered answered) {
    var more =
        line.addKeyValue("status", answered.status())
            .addKeyValue("form", answered.streamed() ? "stream" : "whole");
    return add(more, "dropped", dropped(answered.dropped()))
        .addKeyValue("outcome", answered.outcome())
        .addKeyValue("bytes_out", answered.bytesOut());
  }

  /** The names, as far as a line bears them. */
  private static String dropped(List<String> names) {
    var all = String.join(",", names);
    return all.length() <= DROPPED_CHARS_MAX ? all : all.substring(0, DROPPED_CHARS_MAX) + "...";
  }

  private static LoggingEventBuilder add(LoggingEventBuilder line, String name, String value) {
    return value.isEmpty() ? line : line.addKeyValue(name, value);
  }

  private static LoggingEventBuilder body(LoggingEventBuilder line, Ending facts) {
    var times = facts.times();
    var more = line.addKeyValue("chunks", facts.chunks()).addKeyValue("bytes_in", facts.bytesIn());
    more = add(more, "input", facts.input());
    more = add(more, "output", facts.output());
    more = add(more, "dns_ms", times.dnsMs());
    more = add(more, "connect_ms", times.connectMs());
    more = add(more, "tls_ms", times.tlsMs());
    more = add(more, "headers_ms", times.headersMs());
    more = add(more, "first_token_ms", times.firstTokenMs());
    return more.addKeyValue("total_ms", times.totalMs());
  }

  private static LoggingEventBuilder add(
      LoggingEventBuilder line, String name, OptionalLong value) {
    return value.isPresent() ? line.addKeyValue(name, value.getAsLong()) : line;
  }
}
