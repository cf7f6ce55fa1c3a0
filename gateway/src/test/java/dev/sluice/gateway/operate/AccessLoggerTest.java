package dev.sluice.gateway.operate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.gateway.serve.Ended;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class AccessLoggerTest {

  private static Map<String, Object> line(Ended ended) {
    var logger = (Logger) LoggerFactory.getLogger("sluice.stream");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    logger.addAppender(lines);
    try {
      new AccessLogger().ended(ended);
    } finally {
      logger.detachAppender(lines);
    }
    var members = new LinkedHashMap<String, Object>();
    lines.list.get(0).getKeyValuePairs().forEach(pair -> members.put(pair.key, pair.value));
    return members;
  }

  @Test
  void namesEveryMemberOfTheDocumentedLine() throws IOException {
    assertThat(line(Ends.served("claude-x", "complete")).keySet())
        .containsExactlyInAnyOrderElementsOf(OperatingPage.names("Access log"));
  }

  @Test
  void saysWhatWasAskedAndWhatWasServed() {
    assertThat(line(Ends.served("claude-x", "complete")))
        .containsEntry("method", "POST")
        .containsEntry("path", "/v1/messages")
        .containsEntry("protocol", "anthropic")
        .containsEntry("key", "web")
        .containsEntry("model", "fast")
        .containsEntry("served_model", "claude-x")
        .containsEntry("status", 200)
        .containsEntry("form", "stream")
        .containsEntry("dropped", "top_k,seed")
        .containsEntry("outcome", "complete");
  }

  @Test
  void leavesOutWhatARefusedRequestDoesNotHave() {
    assertThat(line(Ends.refused()))
        .containsEntry("status", 404)
        .containsEntry("outcome", "not_found")
        .doesNotContainKeys("key", "model", "served_model", "dropped", "provider", "generation");
  }
}
