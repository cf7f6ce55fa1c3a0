package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers end and are framed, whatever their label says. */
class EndsTest {

  private static final String WHOLE =
      "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Hello\"}]}},"
          + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":3,\"outputTokens\":2}}";

  private static List<Chunk> labelled(String type, byte[] body) {
    return Answers.decode(Answers.head(type), true, List.of(body));
  }

  private static String said(List<Chunk> chunks) {
    var fold = new AnswerFold();
    chunks.forEach(fold::accept);
    assertThat(fold.failure()).isEmpty();
    return fold.blocks().getFirst().text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "application/json", "text/plain", "application/vnd.amazon.eventstream"})
  void theFirstBytesSayWhatAnAnswerIs(String type) {
    var stream = new Answers.Stream().start().text(0, "Hello").stop(0).messageStop("end_turn");

    assertThat(said(labelled(type, stream.metadata().bytes()))).isEqualTo("Hello");
    assertThat(said(labelled(type, WHOLE.getBytes(UTF_8)))).isEqualTo("Hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"too fast\",\"__type\":\"ThrottlingException\"}",
        "{\"error\":{\"message\":\"too fast\",\"code\":429}}",
        "[{\"error\":{\"message\":\"too fast\",\"code\":429}}]"
      })
  void errorsInsteadOfAnAnswerAreToldInTheirWords(String body) {
    var failure = Answers.failure(labelled("application/json", body.getBytes(UTF_8)));

    assertThat(failure.message()).isEqualTo("too fast");
    assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "OK", "data: [DONE]\n\n", ""})
  void anEmptySuccessIsNeverMadeOfWhatWasNotUnderstood(String body) {
    assertThat(labelled("application/json", body.getBytes(UTF_8)).getLast())
        .isInstanceOf(Chunk.Failed.class);
  }

  @Test
  void monstrousNumbersAreTypedFailures() {
    var delta = "{\"contentBlockIndex\":1e9999999999,\"delta\":{\"text\":\"x\"}}";
    var usage = "{\"usage\":{\"inputTokens\":99999999999999999999}}";
    var whole = WHOLE.replace("3", "1e9999999999").getBytes(UTF_8);

    assertThat(new Answers.Stream().start().event("contentBlockDelta", delta).decode())
        .anyMatch(chunk -> chunk instanceof Chunk.Problem problem && problem.contentBearing());
    assertThat(new Answers.Stream().start().event("metadata", usage).decode())
        .anyMatch(Chunk.Problem.class::isInstance);
    assertThat(labelled("application/json", whole).getLast()).isInstanceOf(Chunk.Failed.class);
  }

  @Test
  void clientsKnowByTheWordsThatAnInputIsTooLong() {
    var failure = Failure.of(ErrorCode.CONTEXT_LENGTH, "maximum context length is 8");

    assertThat(new String(BedrockErrors.answer(failure).body(), UTF_8))
        .contains("Input is too long for requested model. maximum context length is 8");
  }
}
