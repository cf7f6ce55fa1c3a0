package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers end, how they are framed and what is said twice, as compatible servers do it. */
class EndsTest {

  private static final String DONE = "[DONE]";
  private static final String WHOLE =
      "{\"id\":\"w\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
          + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7}}";

  private static String choice(String delta, String finish) {
    return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}";
  }

  private static String text(String text) {
    return choice("{\"content\":\"" + text + "\"}", "null");
  }

  private static String arguments(String json) {
    return choice(
        "{\"tool_calls\":[{\"index\":0,\"id\":\"call_a\",\"function\":{\"name\":\"f\","
            + "\"arguments\":\""
            + json.replace("\"", "\\\"")
            + "\"}}]}",
        "null");
  }

  private static AnswerFold fold(String... events) {
    return Answers.fold(Answers.stream(events));
  }

  private static AnswerFold labelled(String type, String body) {
    Map<String, String> headers = type.isEmpty() ? Map.of() : Map.of("content-type", type);
    return Answers.fold(Answers.decode(headers, true, List.of(body.getBytes(UTF_8))));
  }

  private static String said(AnswerFold fold) {
    var text = new StringBuilder();
    fold.blocks().forEach(block -> text.append(block.text()));
    return text.toString();
  }

  private static FinishReason reason(AnswerFold fold) {
    assertThat(fold.failure()).isEmpty();
    return fold.finishes().values().iterator().next().reason();
  }

  private static Failure failure(AnswerFold fold) {
    return fold.failure().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "null", "NULL", "", " none ", "FINISH_REASON_UNSPECIFIED"})
  void aPlaceholderIsNoReasonAndTheLastRealOneWins(String placeholder) {
    var nothing = "\"" + placeholder + "\"";
    var fold =
        fold(
            choice("{\"content\":\"a\"}", nothing),
            choice("{\"content\":\"b\"}", "\"stop\""),
            choice("{}", "\"length\""),
            choice("{}", nothing),
            DONE);
    var cut = fold(choice("{\"content\":\"a\"}", nothing));

    assertThat(reason(fold)).isEqualTo(FinishReason.LENGTH);
    assertThat(said(fold)).isEqualTo("ab");
    assertThat(failure(cut).code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort", "error", "ABORT", "network_error", "insufficient_system_resource"})
  void aWordOfFailureIsOne(String word) {
    assertThat(failure(fold(text("a"), choice("{}", "\"" + word + "\""), DONE)).code())
        .isEqualTo(ErrorCode.UPSTREAM_ERROR);
  }

  @Test
  void aMalformedCallIsAFailureWhereNothingElseCame() {
    var word = "\"MALFORMED_FUNCTION_CALL\"";

    assertThat(failure(fold(choice("{}", word), DONE)).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
    assertThat(reason(fold(text("a"), choice("{}", word), DONE))).isEqualTo(FinishReason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: [DONE]\n\n",
        "data: {}\n\ndata: [DONE]\n\n",
        "data: {\"id\":\"x\",\"choices\":null}\n\ndata: [DONE]\n\n",
        "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}\n\ndata: [DONE]\n\n",
        "{}",
        "{\"choices\":[]}",
        "{\"choices\":[{\"message\":null}]}",
        "[]",
        "\"\"",
        "null",
        "OK",
        ""
      })
  void anEmptySuccessIsNeverMadeOfWhatWasNotUnderstood(String body) {
    for (var type : List.of("text/event-stream", "application/json", "text/plain", "")) {
      assertThat(labelled(type, body).failure()).as("%s %s", type, body).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/json",
        "application/octet-stream",
        "application/x-ndjson",
        "text/html",
        "text/event-stream"
      })
  void theFirstBytesSayWhatAnAnswerIs(String type) {
    var events = text("Hel") + "\n" + text("lo") + "\n" + choice("{}", "\"stop\"") + "\n";
    var stream = events.replaceAll("(?m)^\\{", "data: {").replace("\n", "\n\n");

    assertThat(said(labelled(type, stream))).isEqualTo("Hello");
    assertThat(said(labelled(type, events))).isEqualTo("Hello");
    assertThat(said(labelled(type, WHOLE))).isEqualTo("Hello");
    assertThat(said(labelled(type, WHOLE.replace(",", ",\n  ")))).isEqualTo("Hello");
    assertThat(said(labelled(type, "\ufeff" + WHOLE + "\n"))).isEqualTo("Hello");
    assertThat(said(labelled(type, "data: " + WHOLE + "\n\ndata: [DONE]\n\n"))).isEqualTo("Hello");
  }

  @Test
  void anyCutOfTheBytesIsFramedAlike() {
    var body = (": hi\n\ndata: " + text("Hello") + "\n\n" + "data: [DONE]\n\n").getBytes(UTF_8);
    for (var whole : List.of(body, WHOLE.getBytes(UTF_8))) {
      var pieces = new ArrayList<byte[]>();
      for (var b : whole) {
        pieces.add(new byte[] {b});
      }

      assertThat(said(Answers.fold(Answers.decode(Map.of(), true, pieces)))).isEqualTo("Hello");
    }
  }

  @Test
  void aTextOrAPageIsToldByItsWords() {
    assertThat(failure(labelled("text/plain", "upstream is on holiday")).message())
        .contains("upstream is on holiday");
    assertThat(failure(labelled("text/html", "<html><title>Just a moment...</title>")).message())
        .contains("Just a moment...");
  }

  @Test
  void wideAndCompressedBodiesAreTyped() {
    var wide = Answers.decode(Map.of(), true, List.of(WHOLE.getBytes(UTF_16LE)));
    var packed = Answers.decode(Map.of(), true, List.of(new byte[] {0x1f, (byte) 0x8b, 8, 0}));

    assertThat(failure(Answers.fold(wide)).code()).isEqualTo(ErrorCode.UPSTREAM_ENCODING);
    assertThat(failure(Answers.fold(packed)).code()).isEqualTo(ErrorCode.UPSTREAM_ENCODING);
  }

  @Test
  void whatHoldsNoJsonIsLeftOutAndCounted() {
    var chunks =
        Answers.stream(
            ": OPENROUTER PROCESSING",
            text("Hel"),
            ": ping - 2025-04-12 {x}",
            "keep-alive",
            "42",
            text("lo"),
            choice("{}", "\"stop\""),
            DONE);

    assertThat(said(Answers.fold(chunks))).isEqualTo("Hello");
    assertThat(chunks.stream().filter(Chunk.Problem.class::isInstance)).hasSize(4);
    assertThat(Answers.fold(chunks).start().id()).isEqualTo("c");
  }

  @Test
  void bareJsonInAStreamIsRead() {
    var head = "data: " + text("a") + "\n\n";
    var error = "{\"error\":{\"message\":\"GPU fell over\",\"code\":500}}";

    for (var form :
        List.of(
            error,
            error.replace(",", ",\n"),
            "[" + error + "]",
            "error: " + error,
            "data: [" + error + "]",
            "event: error\ndata: GPU fell over\n",
            "event: error\ndata: \"GPU fell over\"\n")) {
      assertThat(failure(labelled("text/event-stream", head + form + "\n\n")).message())
          .as(form)
          .isEqualTo("GPU fell over");
    }
  }

  @Test
  void errorsOfAnyShapeReachTheClient() {
    for (var form :
        List.of(
            "{\"error\":{\"message\":\"too fast\",\"code\":429}}",
            "{\"error\":\"too fast\",\"code\":429}",
            "[{\"error\":{\"code\":429,\"message\":\"too fast\",\"status\":\"RESOURCE_EXHAUSTED\"}}]",
            "{\"errors\":[{\"message\":\"too fast\",\"code\":429}]}",
            "{\"detail\":\"too fast\",\"status\":429}",
            "{\"message\":{\"detail\":[{\"msg\":\"too fast\"}]},\"code\":429,\"object\":\"error\"}",
            "{\"id\":\"x\",\"choices\":null,\"base_resp\":{\"status_code\":1002,\"status_msg\":\"too fast\"}}",
            "{\"success\":false,\"msg\":\"too fast\",\"code\":429}",
            "{\"code\":\"Throttling.RateQuota\",\"message\":\"too fast\",\"request_id\":\"r\"}")) {
      for (var body : List.of(form, "data: " + form + "\n\ndata: [DONE]\n\n")) {
        var failure = failure(labelled("text/event-stream", body));
        assertThat(failure.message()).as(body).isEqualTo("too fast");
        assertThat(failure.code()).as(body).isEqualTo(ErrorCode.RATE_LIMITED);
      }
    }
  }

  @Test
  void anErrorInsideAChoiceIsToldInItsOwnWords() {
    var failure =
        failure(
            fold(
                text("Half"),
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\","
                    + "\"error\":{\"code\":502,\"message\":\"Upstream went away\"}}]}",
                DONE));

    assertThat(failure.message()).isEqualTo("Upstream went away");
    assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
  }

  @Test
  void restatedArgumentsCountOnce() {
    var whole = "{\"city\": \"Oslo\"}";

    for (var fragments :
        List.of(
            List.of("{\"city\"", "{\"city\": \"Oslo\"", whole),
            List.of("{\"city\":", "{\"city\": \"Oslo\"".replace(": ", ":"), "{\"city\":\"Oslo\"}"),
            List.of("{\"city\": \"Os", "{\"city\": \"Oslo", whole),
            List.of(whole, whole),
            List.of("{\"city\": ", "\"Oslo\"}", whole),
            List.of("{}", whole),
            List.of("{}", "{\"city\": ", "\"Oslo\"}"))) {
      var events = new ArrayList<String>();
      fragments.forEach(fragment -> events.add(arguments(fragment)));
      events.add(choice("{}", "\"tool_calls\""));
      events.add(DONE);

      assertThat(said(fold(events.toArray(String[]::new))).replace(" ", ""))
          .as("%s", fragments)
          .isEqualTo("{\"city\":\"Oslo\"}");
    }
  }

  @Test
  void argumentsThatOnlyLookRestatedStay() {
    var nested = fold(arguments("{\"and\":["), arguments("{\"and\":[1]}"), arguments("]}"), DONE);
    var empty = fold(arguments("{}"), DONE);

    assertThat(said(nested)).isEqualTo("{\"and\":[{\"and\":[1]}]}");
    assertThat(said(empty)).isEqualTo("{}");
  }

  @Test
  void restatedTextCountsOnce() {
    var stop = choice("{}", "\"stop\"");
    var last = choice("{\"content\":\"Hello\"}", "\"stop\"");

    assertThat(said(fold(text("He"), text("Hello"), text("Hello wo"), stop, DONE)))
        .isEqualTo("Hello wo");
    assertThat(said(fold(text("Hel"), text("lo"), last, DONE))).isEqualTo("Hello");
    assertThat(said(fold(text("ha"), text("haha"), text(" no"), stop, DONE))).isEqualTo("hahaha no");
    assertThat(said(fold(text("ha"), text("ha"), stop, DONE))).isEqualTo("haha");
  }

  @Test
  void aStopStringThatWasMetIsTold() {
    for (var name : List.of("stop_reason", "matched_stop", "stopping_word")) {
      var fold =
          fold(
              text("a"),
              "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\""
                  + name
                  + "\":\"END\"}]}",
              DONE);

      assertThat(reason(fold)).isEqualTo(FinishReason.STOP_SEQUENCE);
      assertThat(fold.finishes().values().iterator().next().stopSequence()).isEqualTo("END");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9999999999", "-1E+999999999999", "1e-9999999999", "1e99999"})
  void monstrousNumbersAreTypedFailures(String number) {
    for (var form :
        List.of(
            "{\"id\":\"c\",\"created\":N,\"choices\":[]}",
            "{\"id\":\"c\",\"choices\":[{\"index\":N,\"delta\":{\"content\":\"a\"}}]}",
            "{\"id\":\"c\",\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":N}]}}]}",
            "{\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":N}}",
            "{\"id\":\"c\",\"choices\":[],\"x\":[N]}",
            "{\"error\":{\"code\":N}}",
            "{\"base_resp\":{\"status_code\":N}}")) {
      var event = form.replace("N", number);

      assertThat(fold(text("a"), event, DONE).failure()).as(event).isPresent();
      assertThat(Answers.fold(Answers.whole(event)).failure()).as(event).isPresent();
    }
  }
}
