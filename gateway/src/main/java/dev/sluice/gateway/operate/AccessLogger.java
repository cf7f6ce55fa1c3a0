package dev.sluice.gateway.operate;

import dev.sluice.gateway.generate.Ending;
import dev.sluice.gateway.serve.AccessLog;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs one line at the end of each exchange: what became of it, never what was in it. */
public final class AccessLogger implements AccessLog {

  private static final Logger LOG = LoggerFactory.getLogger("sluice.stream");

  @Override
  public void ended(String requestId, Optional<Ending> ending, String outcome, long bytesOut) {
    var line = LOG.atInfo().addKeyValue("request_id", requestId);
    if (ending.isPresent()) {
      line = head(line, ending.get());
    }
    line = line.addKeyValue("outcome", outcome);
    if (ending.isPresent()) {
      line = body(line, ending.get(), bytesOut);
    } else {
      line = line.addKeyValue("bytes_out", bytesOut);
    }
    line.log("stream");
  }

  private static LoggingEventBuilder head(LoggingEventBuilder line, Ending facts) {
    return line.addKeyValue("generation", facts.generation())
        .addKeyValue("key", facts.principal().key())
        .addKeyValue("provider", facts.provider())
        .addKeyValue("attempt", facts.attempt());
  }

  private static LoggingEventBuilder body(LoggingEventBuilder line, Ending facts, long bytesOut) {
    var times = facts.times();
    var more =
        line.addKeyValue("chunks", facts.chunks())
            .addKeyValue("bytes_in", facts.bytesIn())
            .addKeyValue("bytes_out", bytesOut);
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
