package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SseEncoderTest {
  private final Bytes out = new Bytes();

  @Test
  void writesAnEventAroundItsData() {
    SseEncoder.begin(out, "message_start");
    out.addAscii("{\"type\":\"message_start\"}");
    SseEncoder.end(out);

    assertThat(written()).isEqualTo("event: message_start\ndata: {\"type\":\"message_start\"}\n\n");
  }

  @Test
  void writesIdAndRetryBeforeTheEvent() {
    SseEncoder.id(out, 1907);
    SseEncoder.retry(out, 2000);
    SseEncoder.begin(out, null);
    out.addAscii("{}");
    SseEncoder.end(out);
    SseEncoder.id(out, "gen_1.a-B");

    assertThat(written()).isEqualTo("id: 1907\nretry: 2000\ndata: {}\n\nid: gen_1.a-B\n");
  }

  @Test
  void writesACommentThatClientsSeeAtOnce() {
    SseEncoder.comment(out, "keepalive");

    assertThat(written()).isEqualTo(": keepalive\n\n");
  }

  @Test
  void refusesWhatCouldBreakTheFraming() {
    refuses(() -> SseEncoder.begin(out, "a\nb"));
    refuses(() -> SseEncoder.begin(out, ""));
    refuses(() -> SseEncoder.begin(out, "n".repeat(65)));
    refuses(() -> SseEncoder.begin(out, "é"));
    refuses(() -> SseEncoder.id(out, "a b"));
    refuses(() -> SseEncoder.comment(out, "a\rb"));
    refuses(() -> SseEncoder.comment(out, "a\u2028"));
  }

  private static void refuses(Runnable write) {
    assertThatThrownBy(write::run).isInstanceOf(IllegalArgumentException.class);
  }

  private String written() {
    return new String(out.toByteArray(), UTF_8);
  }
}
