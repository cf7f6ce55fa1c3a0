package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FinishReason;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The accents of compatible servers, by the rows of the protocol reference, §7. */
class QuirksTest {

  private static final String DONE = "[DONE]";
  private static final String STOP = choice("{}", "\"stop\"");

  private static String choice(String delta, String finish) {
    return "{\"id\":\"c\",\"model\":\"m\",\"created\":5,\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}";
  }

  private static String delta(String delta) {
    return choice(delta, "null");
  }

  private static String call(String call) {
    return delta("{\"tool_calls\":[" + call + "]}");
  }

  private static AnswerFold fold(String... events) {
    return Answers.fold(Answers.stream(events));
  }

  private static List<String> calls(AnswerFold fold) {
    var calls = new ArrayList<String>();
    for (var block : fold.blocks()) {
      block.tool().ifPresent(tool -> calls.add(tool.callId() + " " + name(block)));
    }
    return calls;
  }

  private static String name(AnswerBlock block) {
    return block.tool().orElseThrow().name() + " " + block.text();
  }

  private static String text(AnswerFold fold, BlockKind kind) {
    var text = new StringBuilder();
    fold.blocks().stream().filter(b -> b.kind() == kind).forEach(b -> text.append(b.text()));
    return text.toString();
  }

  private static Failure failure(String... events) {
    return fold(events).failure().orElseThrow();
  }

  @Test
  void row1TakesIdAndModelFromTheFirstThatAreNotEmpty() {
    var fold =
        fold(
            "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"prompt_filter_results\":[1]}",
            delta("{\"content\":\"a\"}"),
            STOP,
            DONE);

    assertThat(fold.start().id()).isEqualTo("c");
    assertThat(fold.start().model()).isEqualTo("m");
    assertThat(fold.start().created()).isEqualTo(5);
    assertThat(fold.start().extra().members().getFirst().name()).isEqualTo("prompt_filter_results");
  }

  @Test
  void row2TakesAChoiceWithoutDeltaAsEmpty() {
    var fold =
        fold(
            delta("{\"content\":\"a\"}"),
            STOP,
            "{\"choices\":[{\"index\":0,\"content_filter_offsets\":{\"end\":1}}]}",
            DONE);

    assertThat(text(fold, BlockKind.TEXT)).isEqualTo("a");
    assertThat(fold.ended()).isTrue();
  }

  @Test
  void rows5And6And7FindUsageAnywhereAndTheLastCounts() {
    var many =
        fold(
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}",
            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}",
            DONE);
    var groq = fold(STOP, "{\"choices\":[],\"x_groq\":{\"usage\":{\"prompt_tokens\":7}}}", DONE);

    assertThat(many.usage().input()).isEqualTo(3);
    assertThat(many.usage().output()).isEqualTo(2);
    assertThat(groq.usage().input()).isEqualTo(7);
    assertThat(groq.usage().output()).isNull();
  }

  @Test
  void row8LeavesUnknownUsageUnknown() {
    assertThat(fold(STOP, DONE).usage()).isEqualTo(Chunk.Usage.UNKNOWN);
  }

  @Test
  void row9KeepsTheLastFinishAndWhatComesAfterIt() {
    var fold =
        fold(
            choice("{\"content\":\"a\"}", "\"\""),
            choice("{\"content\":\"b\"}", "\"length\""),
            choice("{\"content\":\"c\"}", "\"stop\""),
            DONE);

    assertThat(text(fold, BlockKind.TEXT)).isEqualTo("abc");
    assertThat(finish(fold).reason()).isEqualTo(FinishReason.STOP);
  }

  private static Chunk.Finish finish(AnswerFold fold) {
    return fold.finishes().values().iterator().next();
  }

  @Test
  void rows10And11TakeEitherMarkerAndNothingElseForTheEnd() {
    assertThat(fold(delta("{\"content\":\"a\"}"), DONE).ended()).isTrue();
    assertThat(fold(delta("{\"content\":\"a\"}"), STOP).ended()).isTrue();
    assertThat(failure(delta("{\"content\":\"a\"}")).code())
        .isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    assertThat(failure().code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    assertThat(failure(DONE).code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
  }

  @Test
  void row12DerivesToolCallsFromTheCalls() {
    var called = fold(call("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"f\"}}"), STOP, DONE);
    var silent = fold(choice("{\"content\":\"a\"}", "\"tool_calls\""), DONE);

    assertThat(finish(called).reason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(finish(silent).reason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void row13KnowsOtherWords() {
    assertThat(finish(fold(choice("{}", "\"eos\""), DONE)).reason()).isEqualTo(FinishReason.STOP);
    assertThat(finish(fold(choice("{}", "\"model_length\""), DONE)).reason())
        .isEqualTo(FinishReason.LENGTH);
    assertThat(finish(fold(choice("{}", "\"new\""), DONE)).reason()).isEqualTo(FinishReason.OTHER);
    assertThat(failure(choice("{}", "\"insufficient_system_resource\""), DONE).code())
        .isEqualTo(ErrorCode.UPSTREAM_ERROR);
  }

  @Test
  void row14TellsCallsApartWithoutAnIndexOrWithAlwaysTheSame() {
    var none =
        fold(
            call("{\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}"),
            call("{\"function\":{\"arguments\":\"1}\"}}"),
            call("{\"id\":\"y\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}"),
            DONE);
    var same =
        fold(
            call("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}"),
            call("{\"index\":0,\"id\":\"y\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}"),
            DONE);

    assertThat(calls(none)).containsExactly("x f {\"a\":1}", "y g {}");
    assertThat(calls(same)).containsExactly("x f {}", "y g {}");
  }

  @Test
  void row15TakesIdAndNameOnceAndJoinsANameInPieces() {
    var repeated =
        fold(
            call("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}"),
            call("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}"),
            call("{\"index\":0,\"id\":null,\"function\":{\"name\":\"\",\"arguments\":\"}\"}}"),
            DONE);
    var pieces =
        fold(
            call("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"get_\"}}"),
            call("{\"index\":0,\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}"),
            DONE);

    assertThat(calls(repeated)).containsExactly("x f {}");
    assertThat(calls(pieces)).containsExactly("x get_weather {}");
  }

  @Test
  void row16MakesAnIdWhereThereIsNone() {
    var two =
        fold(
            call(
                "{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                    + "{\"index\":0,\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}"),
            DONE);

    assertThat(calls(two)).hasSize(2).allSatisfy(call -> assertThat(call).startsWith("call_"));
  }

  @Test
  void row17TakesArgumentsAsAnObjectOrNull() {
    var fold =
        fold(
            call(
                "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1.50}}},"
                    + "{\"index\":1,\"id\":\"y\",\"function\":{\"name\":\"g\",\"arguments\":null}}"),
            DONE);

    assertThat(calls(fold)).containsExactly("x f {\"a\":1.50}", "y g ");
    assertThat(fold.blocks().get(1).arguments()).isEqualTo("{}");
  }

  @Test
  void bringsInterleavedCallsToTheirBlocks() {
    var fold =
        fold(
            call("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}"),
            call("{\"index\":1,\"id\":\"y\",\"function\":{\"name\":\"g\",\"arguments\":\"[\"}}"),
            call("{\"index\":0,\"function\":{\"arguments\":\"}\"}}"),
            call("{\"index\":1,\"function\":{\"arguments\":\"]\"}}"),
            DONE);

    assertThat(calls(fold)).containsExactly("x f {}", "y g []");
  }

  @Test
  void rows19To22ReadReasoningWhereverItStands() {
    var list =
        fold(
            delta(
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"r\"}]},"
                    + "{\"type\":\"text\",\"text\":\"t\"}]}"),
            DONE);
    var both = fold(delta("{\"reasoning_content\":\"r\",\"reasoning\":\"r\"}"), DONE);
    var details =
        fold(
            delta(
                "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"r\",\"signature\":\"s\"}]}"),
            delta("{\"content\":\"t\"}"),
            DONE);

    assertThat(text(list, BlockKind.REASONING)).isEqualTo("r");
    assertThat(text(list, BlockKind.TEXT)).isEqualTo("t");
    assertThat(text(both, BlockKind.REASONING)).isEqualTo("r");
    assertThat(text(details, BlockKind.REASONING)).isEqualTo("r");
    assertThat(details.blocks().getFirst().signature().flatMap(Envelope::opened))
        .as("a signature travels with what stood beside it")
        .contains(
            new Envelope.Detail(
                details.start().provider(),
                Json.Obj.of().put("type", "reasoning.text").put("signature", "s")));
  }

  @Test
  void row26ReadsTheCacheOfDeepSeek() {
    var fold = fold(STOP, "{\"usage\":{\"prompt_tokens\":9,\"prompt_cache_hit_tokens\":4}}", DONE);

    assertThat(fold.usage().cacheRead()).isEqualTo(4);
    assertThat(fold.usage().input()).isEqualTo(5);
  }

  @Test
  void rows28And29KnowErrorsInEveryShape() {
    assertThat(
            failure(
                    "{\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}],"
                        + "\"error\":{\"code\":502,\"message\":\"gone\"}}")
                .message())
        .isEqualTo("gone");
    assertThat(failure("{\"object\":\"error\",\"message\":\"m\",\"code\":400}").message())
        .isEqualTo("m");
    assertThat(failure("{\"error\":\"m\"}").message()).isEqualTo("m");
    assertThat(failure("{\"detail\":\"m\"}").message()).isEqualTo("m");
    assertThat(failure("{\"detail\":[{\"loc\":[\"body\",\"n\"],\"msg\":\"m\"}]}").message())
        .isEqualTo("body.n: m");
    assertThat(failure("{\"error\":\"m\"}").code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
    assertThat(fold("{\"error\":null}", "{\"error\":\"\"}", STOP, DONE).ended()).isTrue();
  }

  @Test
  void row30TellsAnErrorFromAnAnswerByTheContentType() {
    var json = Map.of("content-type", "application/json");
    var error = "{\"error\":{\"code\":429,\"message\":\"slow down\"}}".getBytes(UTF_8);
    var page = "<html>secret</html>".getBytes(UTF_8);

    var typed = Answers.fold(Answers.decode(json, true, List.of(error))).failure().orElseThrow();
    var other =
        Answers.fold(Answers.decode(json, true, List.of("{\"choices\":[]}".getBytes(UTF_8))));
    var html =
        Answers.fold(
            Answers.decode(Map.of("content-type", "text/html"), true, List.of(page, page)));
    var packed =
        Answers.fold(
            Answers.decode(
                Map.of("content-type", Answers.STREAM, "content-encoding", "gzip"),
                true,
                List.of(page)));

    assertThat(typed.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(typed.message()).isEqualTo("slow down");
    assertThat(other.failure().orElseThrow().code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(html.failure().orElseThrow().code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(html.failure().orElseThrow().message()).doesNotContain("secret");
    assertThat(packed.failure().orElseThrow().code()).isEqualTo(ErrorCode.UPSTREAM_ENCODING);
  }

  @Test
  void row37ForgivesADoubledPrefix() {
    assertThat(text(fold("data: " + delta("{\"content\":\"a\"}"), DONE), BlockKind.TEXT))
        .isEqualTo("a");
  }

  @Test
  void readsTheDeprecatedFunctionCall() {
    var fold =
        fold(
            delta("{\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}"),
            delta("{\"function_call\":{\"arguments\":\"{}\"}}"),
            choice("{}", "\"function_call\""),
            DONE);

    assertThat(calls(fold)).singleElement().asString().endsWith(" f {}");
    assertThat(finish(fold).reason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void namesAnUnreadableEventAndGoesOn() {
    var chunks = Answers.stream(delta("{\"content\":\"a\"}"), "{\"choices\":[", "7", STOP, DONE);

    var problems = chunks.stream().filter(Chunk.Problem.class::isInstance).toList();
    assertThat(problems).hasSize(2);
    assertThat(((Chunk.Problem) problems.getFirst()).contentBearing()).isTrue();
    assertThat(((Chunk.Problem) problems.getFirst()).offset()).isPositive();
    assertThat(chunks.getLast()).isEqualTo(Chunk.End.END);
  }

  @Test
  void keepsACharacterWholeThatWasCutBetweenItsSurrogates() {
    var fold =
        fold(
            delta("{\"content\":\"a\\ud83d\"}"),
            delta("{\"content\":\"\\ude00b\"}"),
            delta("{\"content\":\"\\ud83d\"}"),
            DONE);

    assertThat(text(fold, BlockKind.TEXT)).isEqualTo("a\ud83d\ude00b\ufffd");
  }

  @Test
  void readsWholeAnswersAndTellsThemFromCutOnes() {
    var body =
        " \n"
            + "{\"id\":\"c\",\"model\":\"m\",\"created\":1,\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1}}";

    var fold = Answers.fold(Answers.whole(body));
    var cut = Answers.fold(Answers.whole(body.substring(0, 60)));
    var wrong = Answers.fold(Answers.whole("{\"a\":nope}"));
    var empty = Answers.fold(Answers.whole(""));

    assertThat(text(fold, BlockKind.TEXT)).isEqualTo("hi");
    assertThat(fold.ended()).isTrue();
    assertThat(cut.failure().orElseThrow().code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    assertThat(empty.failure().orElseThrow().code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    assertThat(wrong.failure().orElseThrow().code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
  }
}
