package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FinishReason;
import dev.sluice.dialect.ProviderHead;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers of compatible servers end and are framed. */
class EndsTest {

  private static final String START =
      "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"m\",\"content\":[]}}";
  private static final String OPEN =
      "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}";
  private static final String DELTA =
      "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}";
  private static final String CLOSE = "{\"type\":\"content_block_stop\",\"index\":0}";
  private static final String WHOLE =
      "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":"
          + "[{\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"end_turn\"}";

  private static String stop(String reason) {
    return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason + "\"}}";
  }

  private static final String END = "{\"type\":\"message_stop\"}";

  private static AnswerFold fold(String... events) {
    return Answers.fold(Answers.stream(Answers.events(events)));
  }

  private static AnswerFold labelled(String type, String body) {
    var head = new ProviderHead(200, Map.of("content-type", type));
    return Answers.fold(Answers.decode(head, true, List.of(body.getBytes(UTF_8))));
  }

  private static String said(AnswerFold fold) {
    assertThat(fold.failure()).isEmpty();
    return fold.blocks().isEmpty() ? "" : fold.blocks().getFirst().text();
  }

  private static Failure failure(AnswerFold fold) {
    return fold.failure().orElseThrow();
  }

  @Test
  void aReasonWithoutMessageStopIsAGoodEnd() {
    var fold = fold(START, OPEN, DELTA, CLOSE, stop("max_tokens"));

    assertThat(said(fold)).isEqualTo("Hello");
    assertThat(fold.finishes().values().iterator().next().reason()).isEqualTo(FinishReason.LENGTH);
    assertThat(failure(fold(START, OPEN, DELTA, CLOSE)).code())
        .isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    assertThat(failure(fold(START, OPEN, DELTA, CLOSE, stop("None"))).code())
        .isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
  }

  @Test
  void wordsOfFailureAndEmptyAnswersFail() {
    assertThat(failure(fold(START, OPEN, DELTA, CLOSE, stop("abort"), END)).code())
        .isEqualTo(ErrorCode.UPSTREAM_ERROR);
    assertThat(failure(fold(START, END)).code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(failure(labelled("text/event-stream", "data: [DONE]\n\n")).code())
        .isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text/plain", "application/json", "application/x-ndjson", "text/event-stream"})
  void theFirstBytesSayWhatAnAnswerIs(String type) {
    var events = new String[] {START, OPEN, DELTA, CLOSE, stop("end_turn"), END};

    assertThat(said(labelled(type, Answers.events(events)))).isEqualTo("Hello");
    assertThat(said(labelled(type, String.join("\n", events)))).isEqualTo("Hello");
    assertThat(said(labelled(type, WHOLE))).isEqualTo("Hello");
    assertThat(said(labelled(type, WHOLE.replace(",", ",\n")))).isEqualTo("Hello");
  }

  @Test
  void commentsInDataAreLeftOut() {
    var body = "data: : PROCESSING\n\n" + Answers.events(START, OPEN) + "data: ping\n\n";

    assertThat(said(labelled("text/event-stream", body + Answers.events(DELTA, stop("end_turn")))))
        .isEqualTo("Hello");
  }

  @Test
  void errorsOfOtherShapesAreToldInTheirWords() {
    for (var form :
        List.of(
            "{\"error\":{\"message\":\"too fast\",\"code\":429}}",
            "{\"base_resp\":{\"status_code\":1002,\"status_msg\":\"too fast\"}}",
            "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"too fast\"}}",
            "{\"code\":429,\"msg\":\"too fast\",\"success\":false}")) {
      for (var body : List.of(form, "data: " + form + "\n\n")) {
        var failure = failure(labelled("application/json", body));
        assertThat(failure.message()).as(body).isEqualTo("too fast");
        assertThat(failure.code()).as(body).isEqualTo(ErrorCode.RATE_LIMITED);
      }
    }
  }

  @Test
  void clientsKnowByTheWordsThatAPromptIsTooLong() {
    var failure = Failure.of(ErrorCode.CONTEXT_LENGTH, "maximum context length is 8");
    var body = new String(AnthropicErrors.answer(failure, "req_1").body(), UTF_8);

    assertThat(body).contains("\"message\":\"prompt is too long: maximum context length is 8\"");
  }
}
