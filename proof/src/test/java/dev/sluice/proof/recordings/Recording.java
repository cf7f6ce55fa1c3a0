package dev.sluice.proof.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.proof.kit.Checkout;
import dev.sluice.proof.kit.Tongue;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A recorded answer and what its meta.json says is in it. */
record Recording(
    String id,
    Tongue provider,
    int status,
    List<JsonNode> texts,
    List<JsonNode> reasonings,
    List<JsonNode> refusals,
    List<JsonNode> calls,
    String stop,
    JsonNode usage,
    boolean fails) {

  /** What a body of one answer cannot say: meta.json runs several answers into one. */
  private static final String SEVERAL = "anthropic/vercel-anthropic-programmatic-tool-calling-1";

  private static final String SPLICED = "anthropic/vercel-spliced-message-start";

  private static final String SERVER = "/start/toolUse/type";

  static List<Recording> all() throws IOException {
    var all = new ArrayList<Recording>();
    for (var group :
        List.of("openai-chat", "openai-compat", "azure-openai", "anthropic", "bedrock")) {
      try (var cases = Files.list(Checkout.fixtures().resolve(group))) {
        for (var one : cases.sorted().toList()) {
          var meta = Heard.json(Files.readString(one.resolve("meta.json")));
          var api = meta.path("decoded").path("api").asText("");
          if (!api.equals("openai-responses") && !meta.path("decoded").has("invoke")) {
            all.add(of(group, meta));
          }
        }
      }
    }
    return all;
  }

  private static Recording of(String group, JsonNode meta) {
    var decoded = meta.path("decoded");
    return switch (group) {
      case "anthropic" -> messages(meta, decoded);
      case "bedrock" -> converse(meta, decoded);
      default -> chat(meta, decoded);
    };
  }

  private static Recording chat(JsonNode meta, JsonNode decoded) {
    var choice = decoded.path("choices").path("0");
    var cut = decoded.path("bad_json_events").asInt() > 0;
    return new Recording(
        meta.path("id").textValue(),
        Tongue.OPENAI,
        meta.path("status").asInt(200),
        given(choice.has("content") ? choice.path("content") : choice.path("text")),
        given(choice.path("reasoning")),
        given(choice.path("refusal")),
        listOf(choice.path("tool_calls")),
        choice.path("finish_reason").asText("stop"),
        decoded.path("usage"),
        decoded.isMissingNode() || cut || !decoded.path("errors").isEmpty());
  }

  private static Recording messages(JsonNode meta, JsonNode decoded) {
    var texts = new ArrayList<JsonNode>();
    var reasonings = new ArrayList<JsonNode>();
    var calls = new ArrayList<JsonNode>();
    for (var block : decoded.path("blocks")) {
      texts.addAll(given(block.path("text")));
      reasonings.addAll(given(block.path("thinking")));
      if (block.path("type").asText().equals("tool_use")) {
        calls.add(block);
      }
    }
    var id = meta.path("id").textValue();
    return new Recording(
        id,
        Tongue.ANTHROPIC,
        meta.path("status").asInt(200),
        texts,
        reasonings,
        List.of(),
        calls,
        decoded.path("stop_reason").asText(""),
        decoded.path("usage"),
        decoded.isMissingNode() || !decoded.path("errors").isEmpty() || id.equals(SPLICED));
  }

  private static Recording converse(JsonNode meta, JsonNode decoded) {
    var texts = new ArrayList<JsonNode>();
    var reasonings = new ArrayList<JsonNode>();
    var calls = new ArrayList<JsonNode>();
    for (var block : decoded.path("converse").path("blocks")) {
      texts.addAll(given(block.path("text")));
      reasonings.addAll(given(block.path("reasoning")));
      if (block.path("start").has("toolUse")) {
        calls.add(block);
      }
    }
    return new Recording(
        meta.path("id").textValue(),
        Tongue.BEDROCK,
        meta.path("status").asInt(200),
        texts,
        reasonings,
        List.of(),
        calls,
        decoded.path("converse").path("stop_reason").asText(""),
        decoded.path("converse").path("usage"),
        !decoded.path("converse").path("stop_reason").isTextual());
  }

  private static List<JsonNode> listOf(JsonNode array) {
    var all = new ArrayList<JsonNode>();
    array.forEach(all::add);
    return all;
  }

  private static List<JsonNode> given(JsonNode said) {
    return said.isTextual() || said.isObject() ? List.of(said) : List.of();
  }

  /** The name of the model that replays it. */
  String model() {
    return provider.name().toLowerCase(Locale.ROOT) + "/lab-replay-" + id.replace('/', '_');
  }

  /** The calls that a client sees: those of the provider's own tools stay in its protocol. */
  List<JsonNode> calls(Tongue client) {
    return calls.stream()
        .filter(call -> client == provider || !call.at(SERVER).asText().equals("server_tool_use"))
        .toList();
  }

  /** Whether meta.json can be compared. */
  boolean comparable() {
    return !id.equals(SEVERAL) && !id.equals(SPLICED);
  }

  /** Asserts the pieces of a text, one behind the other; long ones are known by their hash. */
  static void assertSaid(List<JsonNode> pieces, String actual) {
    var at = 0;
    for (var piece : pieces) {
      if (piece.isTextual()) {
        assertThat(actual.substring(at)).startsWith(piece.textValue());
        at += piece.textValue().length();
      } else {
        var end = actual.offsetByCodePoints(at, piece.path("len_chars").intValue());
        assertThat(sha256(actual.substring(at, end)))
            .isEqualTo(piece.path("sha256_utf8").textValue());
        at = end;
      }
    }
    assertThat(actual.substring(at)).as("more than was said").isEmpty();
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
