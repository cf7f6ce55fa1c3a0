package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.Property;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.frame.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BedrockStreamDecoderTest {

  private static final String TOOL_START =
      "{\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"add\"}}}";

  private static Answers.Stream stream() {
    return new Answers.Stream().start();
  }

  private static String input(int index, String json) {
    return "{\"contentBlockIndex\":"
        + index
        + ",\"delta\":{\"toolUse\":{\"input\":\""
        + json.replace("\"", "\\\"")
        + "\"}}}";
  }

  private static List<Chunk> content(List<Chunk> chunks) {
    return chunks.stream().filter(Chunk::content).toList();
  }

  @Test
  void opensTextWithItsFirstDeltaThatHoldsSomething() {
    var chunks =
        stream().text(0, "").text(0, "Hi").text(0, "").stop(0).messageStop("end_turn").decode();

    assertThat(chunks.stream().map(chunk -> chunk.getClass().getSimpleName()))
        .containsExactly("Start", "BlockStart", "Text", "BlockEnd", "Finish", "End");
  }

  @Test
  void opensACallWithAStartThatHasAnId() {
    var fold = new AnswerFold();
    stream()
        .event("contentBlockStart", TOOL_START)
        .event("contentBlockDelta", input(1, "{\"a\""))
        .event("contentBlockDelta", input(1, ":1}"))
        .stop(1)
        .messageStop("tool_use")
        .metadata()
        .decode()
        .forEach(fold::accept);

    var call = fold.blocks().getFirst();
    assertThat(call.tool()).contains(new Chunk.ToolHead("t1", "add", ToolKind.FUNCTION));
    assertThat(call.text()).isEqualTo("{\"a\":1}");
    assertThat(fold.usage().input()).isEqualTo(3);
    assertThat(fold.ended()).isTrue();
  }

  @Test
  void makesNothingOfWhatHasNoOpenCall() {
    var chunks =
        stream()
            .event("contentBlockDelta", input(0, "{}"))
            .event("contentBlockStart", "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{}}}")
            .event(
                "contentBlockStart",
                "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"\"}}}")
            .event("contentBlockDelta", input(0, "{}"))
            .stop(0)
            .stop(7)
            .messageStop("end_turn")
            .decode();

    assertThat(chunks.stream().map(chunk -> chunk.getClass().getSimpleName()))
        .containsExactly("Start", "Finish", "End");
  }

  @Test
  void givesAnArgumentDeltaToNoTextBlock() {
    var chunks =
        stream()
            .text(0, "x")
            .event("contentBlockDelta", input(0, "{}"))
            .messageStop("end_turn")
            .decode();

    assertThat(content(chunks)).hasSize(1).first().isInstanceOf(Chunk.Text.class);
  }

  @Test
  void keepsInterleavedBlocksApart() {
    var fold = new AnswerFold();
    stream()
        .text(0, "a")
        .event("contentBlockStart", TOOL_START)
        .text(0, "b")
        .event("contentBlockDelta", input(1, "{}"))
        .text(0, "c")
        .messageStop("tool_use")
        .decode()
        .forEach(fold::accept);

    assertThat(fold.blocks().get(0).text()).isEqualTo("abc");
    assertThat(fold.blocks().get(1).text()).isEqualTo("{}");
  }

  @Test
  void closesABlockWhenItsIndexTurnsToAnotherKind() {
    var chunks =
        stream()
            .event(
                "contentBlockDelta",
                "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"hm\"}}}")
            .event(
                "contentBlockDelta",
                "{\"delta\":{\"reasoningContent\":{\"signature\":\"S\"}},\"contentBlockIndex\":0}")
            .text(0, "yes")
            .messageStop("end_turn")
            .decode();

    assertThat(content(chunks).get(1)).isEqualTo(new Chunk.Signature(0, 0, "S", null));
    assertThat(chunks).contains(new Chunk.BlockEnd(0, 0), new Chunk.BlockEnd(0, 1));
  }

  @Test
  void givesEachEncryptedReasoningABlockOfItsOwn() {
    var redacted =
        "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"redactedContent\":\"QQ==\"}}}";
    var chunks =
        stream()
            .event("contentBlockDelta", redacted)
            .event("contentBlockDelta", redacted)
            .messageStop("end_turn")
            .decode();

    assertThat(content(chunks))
        .containsExactly(
            new Chunk.Signature(0, 0, null, "QQ=="), new Chunk.Signature(0, 1, null, "QQ=="));
  }

  @Test
  void neverTakesAServersToolForTheClients() {
    var fold = new AnswerFold();
    stream()
        .event(
            "contentBlockStart",
            "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"s\",\"name\":\"code\","
                + "\"type\":\"server_tool_use\"}}}")
        .event(
            "contentBlockStart",
            "{\"contentBlockIndex\":1,\"start\":{\"toolResult\":{\"toolUseId\":\"s\"}}}")
        .event(
            "contentBlockDelta",
            "{\"contentBlockIndex\":1,\"delta\":{\"toolResult\":[{\"text\":\"4\"}]}}")
        .messageStop("end_turn")
        .decode()
        .forEach(fold::accept);

    assertThat(fold.blocks().get(0).tool().orElseThrow().kind()).isEqualTo(ToolKind.SERVER);
    assertThat(fold.blocks().get(1).kind()).isEqualTo(BlockKind.OPAQUE);
    assertThat(fold.finishes().values()).first().extracting("reason").isEqualTo(FinishReason.STOP);
  }

  @Test
  void readsCacheCountsAndKeepsWhatItDoesNotKnow() {
    var chunks =
        stream()
            .messageStop("end_turn")
            .event(
                "metadata",
                "{\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"cacheReadInputTokens\":30,"
                    + "\"cacheWriteInputTokens\":4,\"cacheDetails\":[{\"ttl\":\"1h\"}]},"
                    + "\"trace\":{\"x\":1},\"p\":\"abc\"}")
            .decode();

    var usage = (Chunk.Usage) chunks.get(2);
    assertThat(usage.inputTotal()).isEqualTo(35);
    assertThat(usage.cacheWrite()).isEqualTo(4);
    assertThat(usage.reasoning()).isNull();
    assertThat(usage.extra().members().stream().map(member -> member.place() + "/" + member.name()))
        .containsExactly("usage/cacheDetails", "/trace");
  }

  @Test
  void endsWithUnknownUsageWhenMetadataLacks() {
    var chunks = stream().text(0, "x").messageStop("max_tokens").decode();

    assertThat(chunks.getLast()).isEqualTo(Chunk.End.END);
    assertThat(chunks).noneMatch(Chunk.Usage.class::isInstance);
  }

  @Test
  void findsTheStopSequenceInTheModelsOwnFields() {
    for (var fields :
        List.of("{\"stop_sequence\":\"END\"}", "{\"delta\":{\"stop_sequence\":\"END\"}}")) {
      var chunks =
          stream()
              .event(
                  "messageStop",
                  "{\"stopReason\":\"stop_sequence\",\"additionalModelResponseFields\":"
                      + fields
                      + "}")
              .decode();

      assertThat(((Chunk.Finish) chunks.get(1)).stopSequence()).isEqualTo("END");
    }
  }

  @Test
  void namesExceptionsByTheirType() {
    var codes =
        Map.of(
            "throttlingException", ErrorCode.RATE_LIMITED,
            "serviceUnavailableException", ErrorCode.OVERLOADED,
            "validationException", ErrorCode.INVALID_REQUEST,
            "modelStreamErrorException", ErrorCode.UPSTREAM_ERROR,
            "internalServerException", ErrorCode.UPSTREAM_ERROR,
            "modelTimeoutException", ErrorCode.UPSTREAM_TIMEOUT,
            "somethingNewException", ErrorCode.UPSTREAM_ERROR);
    codes.forEach((type, code) -> {
      var failure =
          Answers.failure(stream().text(0, "x").exception(type, "{\"message\":\"slow\"}").decode());

      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.providerType()).isEqualTo(type);
      assertThat(failure.message()).isEqualTo("slow");
    });
  }

  @Test
  void failsByAnExceptionWhateverItsPayloadAndByAnErrorFrame() {
    var broken = Answers.failure(stream().exception("throttlingException", "{").decode());
    var error = Answers.failure(stream().error("InternalFailure", "oh").decode());

    assertThat(broken.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(error.providerType()).isEqualTo("InternalFailure");
    assertThat(error.message()).isEqualTo("oh");
  }

  @Test
  void goesOnAfterAPayloadThatIsNoJson() {
    var chunks =
        stream()
            .text(0, "a")
            .event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"lost")
            .event("contentBlockDelta", "[]")
            .event("metadata", "nonsense")
            .text(0, "b")
            .messageStop("end_turn")
            .decode();

    assertThat(content(chunks)).hasSize(2);
    var problems = chunks.stream().filter(Chunk.Problem.class::isInstance).toList();
    assertThat(problems)
        .extracting("event", "contentBearing")
        .containsExactly(
            tuple("contentBlockDelta", true),
            tuple("contentBlockDelta", true),
            tuple("metadata", false));
    assertThat(problems.toString()).doesNotContain("lost");
    assertThat(chunks.getLast()).isEqualTo(Chunk.End.END);
  }

  @Test
  void takesAnEmptyPayloadForAnEmptyObject() {
    var chunks =
        new Answers.Stream()
            .event("messageStart", "")
            .event("contentBlockDelta", "")
            .event("contentBlockStop", "")
            .event("messageStop", "")
            .decode();

    assertThat(chunks.stream().map(chunk -> chunk.getClass().getSimpleName()))
        .containsExactly("Start", "Finish", "End");
  }

  @Test
  void keepsUnknownEventsForItsOwnProtocol() {
    var chunks = stream().event("novelty", "{\"a\":1}").messageStop("end_turn").decode();

    assertThat(chunks.get(1)).isEqualTo(new Chunk.Opaque(0, -1, "bedrock", "novelty", "{\"a\":1}"));
  }

  @Test
  void tellsOfContentAfterTheStopAndOfAFrameWithoutType() {
    var late = stream().messageStop("end_turn").text(0, "late").decode();
    var bare = stream().frame("{}", Header.text("x", "y")).messageStop("end_turn").decode();

    assertThat(late.get(2)).isInstanceOf(Chunk.Problem.class);
    assertThat(bare.get(1)).isInstanceOf(Chunk.Problem.class);
  }

  @Test
  void joinsACharacterThatWasCutBetweenItsSurrogates() {
    var chunks =
        stream()
            .text(0, "a\\ud83d")
            .text(0, "\\ude00b")
            .text(0, "\\ud83d")
            .messageStop("end_turn")
            .decode();

    var fold = new AnswerFold();
    chunks.forEach(fold::accept);
    assertThat(fold.blocks().getFirst().text()).isEqualTo("a😀b\ufffd");
  }

  @Test
  void neverEndsWellWhenCutBeforeTheStop() {
    var body = stream().text(0, "x").stop(0).bytes();
    for (var length = 0; length <= body.length; length++) {
      var failure = Answers.failure(Answers.decode(Arrays.copyOf(body, length)));

      assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    }
  }

  @Test
  void neverThrowsAndNeverHidesADamagedByte() {
    var body =
        stream()
            .text(0, "x")
            .event("contentBlockStart", TOOL_START)
            .event("contentBlockDelta", input(1, "{}"))
            .messageStop("tool_use")
            .bytes();
    Property.forAll(
        500,
        SplittableRandom::nextInt,
        seed -> {
          var random = new SplittableRandom(seed);
          var damaged = body.clone();
          damaged[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));

          assertThat(Answers.decode(damaged).getLast()).isInstanceOf(Chunk.Failed.class);
        });
  }

  @Test
  void refusesWhatIsNoEventStreamAndNeverEchoesIt() {
    var html = "<html>secret</html>".getBytes(UTF_8);
    var page = Answers.failure(Answers.decode(Answers.head("text/html"), true, List.of(html)));
    var zipped =
        new ProviderHead(
            200,
            Map.of(
                "content-type", "application/vnd.amazon.eventstream", "content-encoding", "gzip"));
    var packed = Answers.failure(Answers.decode(zipped, true, List.of(html)));

    assertThat(page.code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(page.toString()).doesNotContain("secret");
    assertThat(packed.code()).isEqualTo(ErrorCode.UPSTREAM_ENCODING);
  }

  @Test
  void readsAnErrorThatCameAsJsonWithStatus200() {
    var head = Answers.head("application/json");
    var error = "{\"__type\":\"x#ThrottlingException\",\"message\":\"slow\"}".getBytes(UTF_8);
    var typed = Answers.failure(Answers.decode(head, true, List.of(error)));
    var other = Answers.failure(Answers.decode(head, true, List.of("{}".getBytes(UTF_8))));

    assertThat(typed.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(typed.message()).isEqualTo("slow");
    assertThat(other.code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
  }

  @Test
  void failsOnAFrameBeyondItsBound() {
    var decoded = new ArrayList<Chunk>();
    var settings = new DecodeSettings("aws", 1, true, 200, 1000, Answers.fresh());
    var decoder =
        Answers.DIALECT.decoder(
            Answers.head("application/vnd.amazon.eventstream"), settings, decoded::add);
    var body = stream().text(0, "x".repeat(200)).bytes();

    decoder.feed(body, 0, body.length);

    assertThat(Answers.failure(decoded).code()).isEqualTo(ErrorCode.UPSTREAM_EVENT_TOO_LARGE);
  }
}
