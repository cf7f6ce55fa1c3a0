package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.Property;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FinishReason;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ProviderHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicStreamDecoderTest {

  private static final String START =
      "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"m\","
          + "\"usage\":{\"input_tokens\":5}}}";
  private static final String TEXT =
      "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}";
  private static final String HI =
      "{\"type\":\"content_block_delta\",\"index\":0,"
          + "\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}";
  private static final String CLOSE = "{\"type\":\"content_block_stop\",\"index\":0}";
  private static final String STOP =
      "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
          + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":2}}";
  private static final String END = "{\"type\":\"message_stop\"}";

  private static List<Chunk> events(String... events) {
    return Answers.stream(Answers.events(events));
  }

  private static Failure failure(List<Chunk> chunks) {
    return Answers.fold(chunks).failure().orElseThrow();
  }

  private static void disorder(String... events) {
    assertThat(failure(events(events)).code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
  }

  @Test
  void eventsOutOfOrderEndTheAnswer() {
    disorder(TEXT);
    disorder(START, HI);
    disorder(START, START);
    disorder(START, TEXT, START);
    disorder(START, TEXT, TEXT);
    disorder(START, TEXT.replace("\"index\":0", "\"index\":1"));
    disorder(START, TEXT.replace("\"index\":0", "\"index\":-1"));
    disorder(START, TEXT, HI.replace("\"index\":0", "\"index\":4294967296"));
    disorder(START, TEXT, HI.replace("\"index\":0,", ""));
    disorder(START, TEXT, CLOSE, HI);
    disorder(START, TEXT, CLOSE, CLOSE);
    disorder(START, STOP, TEXT);
    disorder(STOP);
    disorder(END);
  }

  @Test
  void whatFollowsTheEndIsIgnored() {
    var chunks = events(START, TEXT, HI, CLOSE, STOP, END, START, TEXT, HI);

    assertThat(chunks.getLast()).isEqualTo(Chunk.End.END);
    assertThat(Answers.fold(chunks).blocks()).hasSize(1);
  }

  @Test
  void nameCountsWhereTheTypeLacksAndTypeWhereTheNameLacks() {
    var named =
        Answers.stream(
            Answers.events(START, TEXT, HI, CLOSE, STOP)
                + "event: message_stop\ndata: {\"x\":1}\n\n");
    var unnamed =
        Answers.stream(
            Answers.events(START, TEXT, HI, CLOSE, STOP, END).replaceAll("event: .*\n", ""));

    assertThat(Answers.fold(named).ended()).isTrue();
    assertThat(Answers.encode(named)).contains("{\"type\":\"message_stop\",\"x\":1}");
    assertThat(Answers.fold(unnamed).blocks().getFirst().text()).isEqualTo("hi");
    assertThat(Answers.fold(unnamed).ended()).isTrue();
  }

  @Test
  void emptyPayloadIsAnEmptyObject() {
    var chunks =
        Answers.stream(
            Answers.events(START, STOP) + "event: ping\ndata:\n\nevent: message_stop\ndata:\n\n");

    assertThat(chunks.getLast()).isEqualTo(Chunk.End.END);
  }

  @Test
  void unreadableEventIsAProblemAndTheAnswerGoesOn() {
    var body =
        Answers.events(START, TEXT)
            + "event: content_block_delta\ndata: {\"type\":\"conte\n\n"
            + "event: content_block_delta\ndata: [1]\n\n"
            + Answers.events(HI.replace("text_delta", "input_json_delta"))
            + "event: ping\ndata: x\n\n"
            + Answers.events(HI, CLOSE, STOP, END);

    var chunks = Answers.stream(body);

    var problems =
        chunks.stream()
            .filter(Chunk.Problem.class::isInstance)
            .map(Chunk.Problem.class::cast)
            .toList();
    assertThat(problems)
        .extracting(Chunk.Problem::contentBearing)
        .containsExactly(true, true, true, false);
    assertThat(problems.getFirst().offset()).isEqualTo(body.indexOf("event: content_block_delta"));
    assertThat(problems).noneMatch(problem -> problem.reason().contains("conte"));
    assertThat(Answers.fold(chunks).blocks().getFirst().text()).isEqualTo("hi");
    assertThat(chunks.getLast()).isEqualTo(Chunk.End.END);
  }

  @Test
  void unknownEventsBlocksAndDeltasReachOnlyTheirOwnProtocol() {
    var news = "{\"type\":\"news\",\"a\": 1.0}";
    var block =
        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"new\"}}";
    var delta =
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"d\",\"v\":\"\\ud83d\"}}";
    var text = TEXT.replace("\"index\":0", "\"index\":1");
    var odd = "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"odd\",\"v\":1}}";

    var chunks =
        events(START, news, block, delta, CLOSE, text, odd, CLOSE.replace('0', '1'), STOP, END);

    assertThat(Answers.fold(chunks).blocks())
        .extracting(b -> b.kind())
        .containsExactly(BlockKind.OPAQUE, BlockKind.TEXT);
    assertThat(Answers.encode(chunks)).contains(news, block, delta, text, odd);
    assertThat(Answers.encodeWhole(chunks)).contains("\"content\":[{\"type\":\"new\",\"v\":");
  }

  @Test
  void charactersCutBetweenDeltasAreWhole() {
    var high = HI.replace("hi", "a\\ud83d");
    var low = HI.replace("hi", "\\ude00b");
    var half = HI.replace("hi", "\\ud83d");

    assertThat(
            Answers.fold(events(START, TEXT, high, low, half, CLOSE, STOP, END))
                .blocks()
                .getFirst()
                .text())
        .isEqualTo("a\ud83d\ude00b\ufffd");
  }

  @Test
  void argumentsInTheStartCountIfNoDeltaFollows() {
    var start =
        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\","
            + "\"id\":\"t\",\"name\":\"f\",\"input\":{\"a\": 1.0}}}";
    var delta =
        "{\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}";

    assertThat(Answers.fold(events(START, start, CLOSE, STOP, END)).blocks().getFirst().text())
        .isEqualTo("{\"a\":1.0}");
    assertThat(
            Answers.fold(events(START, start, delta, CLOSE, STOP, END)).blocks().getFirst().text())
        .isEqualTo("{}");
    assertThat(Answers.finish(events(START, start, CLOSE, STOP, END)).reason())
        .isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void errorEventIsTypedBeforeContentAndUpstreamErrorAfterIt() {
    var error =
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},"
            + "\"request_id\":\"req_9\"}";

    var early = failure(events(START, error));
    var late = failure(events(START, TEXT, HI, error));

    assertThat(early.code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(late.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
    assertThat(late.providerType()).isEqualTo("overloaded_error");
    assertThat(late.message()).isEqualTo("Overloaded");
    assertThat(late.requestId()).isEqualTo("req_9");
  }

  @Test
  void truncationAtAnyByteIsNeverAnEndBeforeTheMarker() {
    var body = Answers.events(START, TEXT, HI, CLOSE, STOP, END).getBytes(UTF_8);
    var marker = new String(body, UTF_8).lastIndexOf("\"}");
    for (var length = 0; length < body.length; length++) {
      var chunks = Answers.decode(Answers.STREAM, true, List.of(Arrays.copyOf(body, length)));
      if (length < marker + 2) {
        assertThat(failure(chunks).code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
      } else {
        assertThat(chunks.getLast()).isEqualTo(Chunk.End.END);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anthropic/web-fetch-tool-result-thinking-091f04",
        "anthropic/thinking-tool-thinking-tool-7a7c9f",
        "anthropic/compaction-4e3381"
      })
  void damagedBytesNeverThrowAndEndOnce(String id) {
    var body = Fixtures.bytes(id, "response.sse");
    Property.forAll(
        200,
        random -> {
          var damaged = body.clone();
          for (var i = random.nextInt(1, 6); i > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
          }
          return damaged;
        },
        damaged -> {
          var chunks = Answers.decode(Answers.STREAM, true, List.of(damaged));
          assertThat(chunks.stream().filter(Chunk::terminal)).hasSize(1);
          assertThat(Answers.encode(chunks)).isNotEmpty();
        });
  }

  @Test
  void eventBeyondTheBoundIsTooLarge() {
    var chunks = new ArrayList<Chunk>();
    var settings = new DecodeSettings("p", 1, true, 100, 100, Answers.fresh());
    var decoder = Answers.DIALECT.decoder(Answers.STREAM, settings, chunks::add);
    var body = ("data: " + "x".repeat(200)).getBytes(UTF_8);

    decoder.feed(body, 0, body.length);
    decoder.end();

    assertThat(chunks).hasSize(1);
    assertThat(failure(chunks).code()).isEqualTo(ErrorCode.UPSTREAM_EVENT_TOO_LARGE);
  }

  @Test
  void bodyThatIsNoStreamFailsAndIsNotShown() {
    var html = "<html>secret</html>";
    var error =
        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow\"}}";

    assertThat(other("text/html", "", html).code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(other("text/html", "", html).message()).doesNotContain("secret");
    assertThat(other("application/json", "", "{\"x\":1}").code())
        .isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(other("application/json", "", error).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(other("text/event-stream", "gzip", html).code())
        .isEqualTo(ErrorCode.UPSTREAM_ENCODING);
  }

  private static Failure other(String type, String encoding, String body) {
    var head = new ProviderHead(200, Map.of("content-type", type, "content-encoding", encoding));
    return failure(Answers.decode(head, true, List.of(body.getBytes(UTF_8))));
  }

  @Test
  void wholeAnswersThatAreNoneFail() {
    assertThat(failure(Answers.whole("")).code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    assertThat(failure(Answers.whole("{\"content\":")).code())
        .isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(failure(Answers.whole("[]")).code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    assertThat(failure(Answers.whole("{\"error\":{\"message\":\"m\"}}")).message()).isEqualTo("m");
  }

  @Test
  void wholeAnswerComesBackAsItWas() {
    var body =
        "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
            + "\"content\":[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"S\"},"
            + "{\"type\":\"text\",\"text\":\"a\",\"citations\":[{\"type\":\"c\",\"n\":1.0}]},"
            + "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"w\",\"input\":{\"q\":1}},"
            + "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}],"
            + "\"stop_reason\":\"tool_use\",\"stop_sequence\":null,"
            + "\"stop_details\":null,"
            + "\"usage\":{\"input_tokens\":1,\"cache_read_input_tokens\":2,\"output_tokens\":3,"
            + "\"service_tier\":\"standard\"},\"diagnostics\":null,\"container\":{\"id\":\"c\"}}";

    var again = Answers.encodeWhole(Answers.whole(body));

    assertThat(again)
        .isEqualTo(
            body.replace(
                    ",\"diagnostics\":null,\"container\":{\"id\":\"c\"}}", ",\"diagnostics\":null}")
                .replace(
                    "\"stop_details\":null,",
                    "\"stop_details\":null,\"container\":{\"id\":\"c\"},"));
  }
}
