package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.Property;
import dev.sluice.Tally;
import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recording of Converse decodes as its meta.json says, however it is cut. */
class RecordingsTest {

  private static final int SPLITS = 12;

  static Stream<String> streams() {
    return Fixtures.ids("bedrock").stream()
        .filter(id -> !id.contains("/invoke-"))
        .filter(id -> Fixtures.directory(id).resolve("response.bin").toFile().exists());
  }

  static Stream<String> errors() {
    return Fixtures.ids("bedrock").stream()
        .filter(id -> Fixtures.directory(id).resolve("response.json").toFile().exists());
  }

  @ParameterizedTest
  @MethodSource("streams")
  void decodesAsItsMetaSays(String id) throws MalformedJson {
    var meta = meta(id);
    var decoded = meta.object("decoded").orElseThrow();
    var body = Fixtures.bytes(id, "response.bin");
    var whole = Answers.decode(body);

    compare(decoded, whole);
    Property.anySplit(SPLITS, body, pieces -> assertThat(Answers.decode(pieces)).isEqualTo(whole));

    Tally.fixture(id);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void survivesBeingEncodedAgain(String id) {
    var chunks = Answers.decode(Fixtures.bytes(id, "response.bin"));
    if (chunks.getLast() instanceof Chunk.Failed) {
      return;
    }

    var again = Answers.decode(Answers.encode(chunks));
    var whole = Answers.decodeWhole(Answers.encodeWhole(chunks));

    assertThat(Answers.encodeWhole(again)).isEqualTo(Answers.encodeWhole(chunks));
    assertThat(Answers.encodeWhole(whole)).isEqualTo(Answers.encodeWhole(chunks));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void readsAnErrorByItsStatus(String id) throws MalformedJson {
    var meta = meta(id);
    var status = meta.integer("status").orElseThrow().intValue();
    var headers = new HashMap<String, String>();
    meta.object("headers")
        .orElseThrow()
        .members()
        .forEach((name, value) -> headers.put(name, value.asText().orElse("")));
    var body = Fixtures.bytes(id, "response.json");

    var failure = Answers.DIALECT.failure(new ProviderHead(status, headers), body, List.of());

    assertThat(failure.code()).isEqualTo(CODES.get(status));
    assertThat(failure.status()).isEqualTo(status);
    var said = Json.parse(body).asObject().orElseThrow().text("message").orElseThrow();
    assertThat(failure.message())
        .isEqualTo(
            status == 403 ? "the provider refused the gateway's credentials (status 403)" : said);
    assertThat(failure.detail()).contains(said);
    assertThat(failure.detail()).startsWith("status " + status + ": ");
    assertThat(failure.providerType()).endsWith("Exception").doesNotContain(":");
    Tally.fixture(id);
  }

  private static final Map<Integer, ErrorCode> CODES =
      Map.of(
          400, ErrorCode.INVALID_REQUEST,
          403, ErrorCode.UPSTREAM_ERROR,
          429, ErrorCode.RATE_LIMITED);

  private static Json.Obj meta(String id) throws MalformedJson {
    return Json.parse(Fixtures.bytes(id, "meta.json")).asObject().orElseThrow();
  }

  private static void compare(Json.Obj decoded, List<Chunk> chunks) {
    var fold = new AnswerFold();
    chunks.forEach(fold::accept);
    var converse = decoded.object("converse").orElseThrow();
    var expected =
        converse.array("blocks").stream()
            .map(block -> block.asObject().orElseThrow())
            .filter(RecordingsTest::holdsSomething)
            .toList();
    assertThat(fold.blocks()).hasSameSizeAs(expected);
    for (var i = 0; i < expected.size(); i++) {
      compare(expected.get(i), fold.blocks().get(i));
    }
    compareEnd(decoded, converse, fold, chunks);
  }

  private static boolean holdsSomething(Json.Obj block) {
    return block.has("start")
        || block.has("signature_chars")
        || !text(block.get("text")).isEmpty()
        || !text(block.get("reasoning")).isEmpty();
  }

  private static String text(Optional<Json> value) {
    return value.map(json -> json.asText().orElse("long")).orElse("");
  }

  private static void compare(Json.Obj expected, AnswerBlock block) {
    var start = expected.object("start").orElseGet(Json.Obj::of);
    var use = start.object("toolUse");
    if (use.isPresent()) {
      var tool = block.tool().orElseThrow();
      assertThat(tool.callId()).isEqualTo(use.get().text("toolUseId").orElseThrow());
      assertThat(tool.name()).isEqualTo(use.get().text("name").orElseThrow());
      same(expected.get("tool_input_json"), block.text());
    } else if (start.has("toolResult")) {
      assertThat(block.kind()).isEqualTo(BlockKind.OPAQUE);
      assertThat(block.opaques()).hasSize(2);
    } else if (expected.has("reasoning")) {
      assertThat(block.kind()).isEqualTo(BlockKind.REASONING);
      same(expected.get("reasoning"), block.text());
      expected
          .integer("signature_chars")
          .ifPresent(
              chars -> assertThat((long) block.signature().orElse("").length()).isEqualTo(chars));
    } else {
      assertThat(block.kind()).isEqualTo(BlockKind.TEXT);
      same(expected.get("text"), block.text());
    }
  }

  /** Long texts stand in the meta as length and hash. */
  private static void same(Optional<Json> expected, String text) {
    switch (expected.orElse(new Json.Text(""))) {
      case Json.Text brief -> assertThat(text).isEqualTo(brief.value());
      case Json.Obj summary -> {
        assertThat(sha256(text)).isEqualTo(summary.text("sha256_utf8").orElseThrow());
        var chars = text.codePointCount(0, text.length());
        assertThat(summary.integer("len_chars")).hasValue((long) chars);
      }
      default -> throw new AssertionError("neither text nor summary: " + expected);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void compareEnd(
      Json.Obj decoded, Json.Obj converse, AnswerFold fold, List<Chunk> chunks) {
    var stop = converse.text("stop_reason");
    if (stop.isPresent()) {
      assertThat(fold.ended()).isTrue();
      var finish = Objects.requireNonNull(fold.finishes().get(0));
      assertThat(finish.raw()).isEqualTo(stop.get());
      var usage = converse.object("usage").orElseThrow();
      assertThat(fold.usage().input()).isEqualTo(usage.integer("inputTokens").orElse(null));
      assertThat(fold.usage().output()).isEqualTo(usage.integer("outputTokens").orElse(null));
      assertThat(fold.usage().cacheRead())
          .isEqualTo(usage.integer("cacheReadInputTokens").orElse(null));
      assertThat(fold.usage().cacheWrite())
          .isEqualTo(usage.integer("cacheWriteInputTokens").orElse(null));
    } else if (decoded.has("frame_error")) {
      assertThat(Answers.failure(chunks).code()).isEqualTo(ErrorCode.UPSTREAM_PROTOCOL);
    } else if (decoded.array("exceptions").isEmpty()) {
      assertThat(Answers.failure(chunks).code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    } else {
      var failure = Answers.failure(chunks);
      assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
      assertThat(failure.providerType()).isEqualTo("internalServerException");
    }
  }
}
