package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.Property;
import dev.sluice.Tally;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.FinishReason;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recording decodes as its meta.json says, however it is cut. */
class FixturesTest {

  private static final int SPLITS = 12;

  static Stream<String> streams() {
    return all().filter(id -> Files.exists(Fixtures.directory(id).resolve("response.sse")));
  }

  static Stream<String> errors() {
    return all().filter(id -> Files.exists(Fixtures.directory(id).resolve("response.json")));
  }

  private static Stream<String> all() {
    return Stream.of("openai-chat", "openai-compat", "azure-openai")
        .flatMap(group -> Fixtures.ids(group).stream())
        .filter(id -> !id.equals("azure-openai/vercel-azure-tool-call-1")); // Responses
  }

  @ParameterizedTest
  @MethodSource("streams")
  void decodesAsItsMetaSays(String id) throws MalformedJson {
    var decoded = meta(id).object("decoded").orElseThrow();

    Property.anySplit(SPLITS, Fixtures.bytes(id, "response.sse"), pieces -> check(decoded, pieces));

    Tally.fixture(id);
  }

  private static void check(Json.Obj decoded, List<byte[]> pieces) throws Exception {
    var fold = Answers.fold(Answers.stream(pieces));
    var errors = decoded.array("errors");
    var cut = decoded.integer("bad_json_events").orElse(0L) > 0;

    var choices = decoded.object("choices").orElseThrow();
    for (var index : choices.members().keySet()) {
      choice(choices.object(index).orElseThrow(), Integer.parseInt(index), fold);
    }
    decoded.text("model").ifPresent(model -> assertThat(fold.start().model()).isEqualTo(model));
    decoded.object("usage").ifPresent(usage -> usage(usage, fold));
    if (!errors.isEmpty()) {
      assertThat(fold.failure().orElseThrow().code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
      assertThat(fold.failure().orElseThrow().message())
          .isEqualTo(((Json.Obj) errors.getFirst()).text("message").orElseThrow());
    } else if (cut) {
      assertThat(fold.failure().orElseThrow().code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
    } else {
      assertThat(fold.failure()).isEmpty();
      assertThat(fold.ended()).isTrue();
    }
  }

  private static void choice(Json.Obj expected, int index, AnswerFold fold) throws Exception {
    var text = expected.has("content") ? expected.get("content") : expected.get("text");
    same(text.orElse(new Json.Text("")), text(fold, index, BlockKind.TEXT));
    same(
        expected.get("reasoning").orElse(new Json.Text("")),
        text(fold, index, BlockKind.REASONING));
    same(expected.get("refusal").orElse(new Json.Text("")), text(fold, index, BlockKind.REFUSAL));
    calls(expected.array("tool_calls"), index, fold);
    var raw = expected.text("finish_reason");
    if (raw.isPresent()) {
      var finish = Objects.requireNonNull(fold.finishes().get(index));
      assertThat(finish.raw()).isEqualTo(raw.get());
      var calls = !expected.array("tool_calls").isEmpty();
      assertThat(finish.reason())
          .isEqualTo(
              switch (raw.get()) {
                case "length" -> FinishReason.LENGTH;
                case "content_filter" -> FinishReason.CONTENT_FILTER;
                default -> calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
              });
    }
  }

  private static void calls(List<Json> expected, int index, AnswerFold fold) throws Exception {
    var calls = fold.blocks(index).stream().filter(b -> b.kind() == BlockKind.TOOL).toList();
    assertThat(calls).hasSameSizeAs(expected);
    for (var i = 0; i < calls.size(); i++) {
      var call = (Json.Obj) expected.get(i);
      var tool = calls.get(i).tool().orElseThrow();
      assertThat(tool.name()).isEqualTo(call.text("name").orElseThrow());
      call.text("id")
          .ifPresentOrElse(
              id -> assertThat(tool.callId()).isEqualTo(id),
              () -> assertThat(tool.callId()).startsWith("call_"));
      same(call.get("arguments").orElseThrow(), calls.get(i).text());
    }
  }

  private static void usage(Json.Obj expected, AnswerFold fold) {
    var cached =
        expected
            .object("prompt_tokens_details")
            .flatMap(details -> details.integer("cached_tokens"))
            .orElse(0L);
    var prompt = expected.integer("prompt_tokens").orElseThrow();
    assertThat(fold.usage().input()).isEqualTo(Math.max(0, prompt - cached));
    assertThat(fold.usage().output()).isEqualTo(expected.integer("completion_tokens").orElse(null));
    assertThat(fold.usage().cacheRead()).isIn(null, cached);
    expected
        .object("completion_tokens_details")
        .flatMap(details -> details.integer("reasoning_tokens"))
        .ifPresent(reasoning -> assertThat(fold.usage().reasoning()).isEqualTo(reasoning));
  }

  private static String text(AnswerFold fold, int index, BlockKind kind) {
    var text = new StringBuilder();
    fold.blocks(index).stream().filter(b -> b.kind() == kind).forEach(b -> text.append(b.text()));
    return text.toString();
  }

  /** Long strings stand in meta.json as their length and hash. */
  private static void same(Json expected, String actual) throws Exception {
    if (expected instanceof Json.Obj digest) {
      var sha = MessageDigest.getInstance("SHA-256");
      var hash = sha.digest(actual.getBytes(StandardCharsets.UTF_8));
      assertThat(HexFormat.of().formatHex(hash))
          .isEqualTo(digest.text("sha256_utf8").orElseThrow());
    } else {
      assertThat(actual).isEqualTo(expected.asText().orElse(""));
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void readsErrorsByTheirStatus(String id) throws MalformedJson {
    var status = (int) (long) meta(id).integer("status").orElseThrow();
    var body = Fixtures.bytes(id, "response.json");

    var failure = new OpenAiDialect().failure(new ProviderHead(status, Map.of()), body, List.of());

    var tooLong = id.contains("cohere") || id.contains("400-llamacpp") || id.contains("perplexity");
    assertThat(failure.code())
        .isEqualTo(
            switch (status) {
              case 400 -> tooLong ? ErrorCode.CONTEXT_LENGTH : ErrorCode.INVALID_REQUEST;
              case 404 -> ErrorCode.NOT_FOUND;
              case 429 -> ErrorCode.RATE_LIMITED;
              default -> ErrorCode.UPSTREAM_ERROR;
            });
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.message()).doesNotContain("answered with status").isNotBlank();
    assertThat(failure.detail()).startsWith("status " + status + ": ");
    Tally.fixture(id);
  }

  private static Json.Obj meta(String id) throws MalformedJson {
    return Json.parse(Fixtures.bytes(id, "meta.json")).asObject().orElseThrow();
  }
}
