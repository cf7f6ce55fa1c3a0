package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.Property;
import dev.sluice.Tally;
import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AnthropicFixturesTest {

  /**
   * Recordings whose meta runs several answers of one body into one: the first answer ends at its
   * message_stop, and a second message_start is out of order.
   */
  private static final Map<String, String> NOT_AS_META_SAYS =
      Map.of(
          "anthropic/vercel-anthropic-programmatic-tool-calling-1",
          "15 answers in one body; only the first is the answer",
          "anthropic/vercel-spliced-message-start",
          "a second message_start ends the answer as upstream_protocol");

  static Stream<String> streams() {
    return Fixtures.ids("anthropic").stream()
        .filter(id -> Files.exists(Fixtures.directory(id).resolve("response.sse")));
  }

  static Stream<String> errors() {
    return Fixtures.ids("anthropic").stream()
        .filter(id -> Files.exists(Fixtures.directory(id).resolve("response.json")));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void decodesAsItsMetaSaysAtEverySplit(String id) throws Exception {
    var body = Fixtures.bytes(id, "response.sse");
    var whole = Answers.decode(Answers.STREAM, true, List.of(body));

    Property.anySplit(
        6,
        body,
        pieces -> assertThat(Answers.decode(Answers.STREAM, true, pieces)).isEqualTo(whole));
    if (NOT_AS_META_SAYS.containsKey(id)) {
      comparesTheFirstAnswer(id, whole);
    } else {
      compares(decoded(id), whole);
    }
    Tally.fixture(id);
  }

  private static Json.Obj decoded(String id) throws MalformedJson {
    return meta(id).object("decoded").orElseThrow();
  }

  private static Json.Obj meta(String id) throws MalformedJson {
    return Json.parse(Fixtures.bytes(id, "meta.json")).asObject().orElseThrow();
  }

  private static void comparesTheFirstAnswer(String id, List<Chunk> chunks) {
    var fold = Answers.fold(chunks);
    if (id.endsWith("vercel-spliced-message-start")) {
      assertThat(fold.failure().orElseThrow().code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
      assertThat(fold.blocks().getFirst().text()).isEqualTo("I will call the tool.");
    } else {
      assertThat(fold.ended()).isTrue();
      assertThat(fold.blocks().get(2).arguments()).isEqualTo("{\"player\":\"player1\"}");
      assertThat(Answers.finish(chunks).raw()).isEqualTo("tool_use");
    }
  }

  private static void compares(Json.Obj meta, List<Chunk> chunks) throws Exception {
    var fold = Answers.fold(chunks);
    assertThat(fold.start().model()).isEqualTo(meta.text("model").orElse(null));
    var errors = meta.array("errors");
    if (errors.isEmpty()) {
      assertThat(fold.ended()).isTrue();
      assertThat(Answers.finish(chunks).raw()).isEqualTo(meta.text("stop_reason").orElse(null));
    } else {
      var error = errors.getFirst().asObject().orElseThrow();
      var failure = fold.failure().orElseThrow();
      assertThat(failure.providerType()).isEqualTo(error.text("type").orElseThrow());
      assertThat(failure.message()).isEqualTo(error.text("message").orElseThrow());
      assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
    }
    usage(meta.object("usage").orElseThrow(), fold.usage());
    var blocks = meta.array("blocks");
    assertThat(fold.blocks()).hasSameSizeAs(blocks);
    for (var i = 0; i < blocks.size(); i++) {
      block(blocks.get(i).asObject().orElseThrow(), fold.blocks().get(i));
    }
  }

  private static void usage(Json.Obj meta, Chunk.Usage usage) {
    assertThat(usage.input()).isEqualTo(meta.integer("input_tokens").orElse(null));
    assertThat(usage.output()).isEqualTo(meta.integer("output_tokens").orElse(null));
    assertThat(usage.cacheRead()).isEqualTo(meta.integer("cache_read_input_tokens").orElse(null));
    assertThat(usage.cacheWrite())
        .isEqualTo(meta.integer("cache_creation_input_tokens").orElse(null));
    var details = meta.object("output_tokens_details").orElseGet(Json.Obj::of);
    assertThat(usage.reasoning()).isEqualTo(details.integer("thinking_tokens").orElse(null));
  }

  private static void block(Json.Obj meta, AnswerBlock block) throws Exception {
    switch (meta.text("type").orElseThrow()) {
      case "text" -> {
        assertThat(block.kind()).isEqualTo(BlockKind.TEXT);
        same(meta, "text", block.text());
        assertThat(block.citations()).hasSize(meta.integer("citations").orElse(0L).intValue());
      }
      case "thinking" -> {
        assertThat(block.kind()).isEqualTo(BlockKind.REASONING);
        same(meta, "thinking", block.text());
        assertThat(block.signature().map(String::length).orElse(0))
            .isEqualTo(meta.integer("signature_chars").orElse(0L).intValue());
      }
      case "redacted_thinking" -> {
        assertThat(block.kind()).isEqualTo(BlockKind.REASONING);
        assertThat(block.redacted()).isPresent();
      }
      case "tool_use" -> {
        assertThat(block.tool().orElseThrow().callId()).isEqualTo(meta.text("id").orElseThrow());
        assertThat(block.tool().orElseThrow().name()).isEqualTo(meta.text("name").orElseThrow());
        same(meta, "input_json", block.text());
      }
      default -> {
        assertThat(block.kind()).isEqualTo(BlockKind.OPAQUE);
        assertThat(block.opaques()).hasSize(1 + meta.integer("deltas").orElse(0L).intValue());
        assertThat(block.opaques()).allMatch(opaque -> opaque.protocol().equals("anthropic"));
      }
    }
  }

  /** Long strings stand in the meta as their length and hash. */
  private static void same(Json.Obj meta, String member, String actual) throws Exception {
    var expected = meta.get(member).orElse(new Json.Text(""));
    if (expected instanceof Json.Obj summary) {
      var hash = MessageDigest.getInstance("SHA-256").digest(actual.getBytes(UTF_8));
      assertThat(HexFormat.of().formatHex(hash))
          .isEqualTo(summary.text("sha256_utf8").orElseThrow());
    } else {
      assertThat(actual).isEqualTo(expected.asText().orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void readsHttpErrorsByStatus(String id) throws Exception {
    var meta = meta(id);
    var status = meta.integer("status").orElseThrow().intValue();
    var headers = new HashMap<String, String>();
    meta.object("headers")
        .orElseThrow()
        .members()
        .forEach((name, value) -> headers.put(name, value.asText().orElse("")));
    var body = Fixtures.bytes(id, "response.json");

    var failure = Answers.DIALECT.failure(new ProviderHead(status, headers), body, List.of());

    var error = Json.parse(body).asObject().orElseThrow().object("error").orElseThrow();
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.providerType()).isEqualTo(error.text("type").orElseThrow());
    assertThat(failure.code())
        .isEqualTo(
            switch (status) {
              case 400 -> ErrorCode.INVALID_REQUEST;
              case 401 -> ErrorCode.UPSTREAM_ERROR;
              case 404 -> ErrorCode.NOT_FOUND;
              default -> ErrorCode.OVERLOADED;
            });
    assertThat(failure.requestId()).startsWith("req_");
    Tally.fixture(id);
  }
}
