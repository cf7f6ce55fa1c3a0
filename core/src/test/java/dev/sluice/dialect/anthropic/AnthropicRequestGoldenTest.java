package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.dialect.bedrock.BedrockDialect;
import dev.sluice.dialect.openai.OpenAiDialect;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests as clients send them (request.json) and as they go to Anthropic (sent.json); the case's
 * name begins with the client's protocol. {@code -Dgolden.rewrite=true} writes what is sent.
 */
final class AnthropicRequestGoldenTest {

  private static final Path CASES =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/anthropic/requests");

  static Stream<String> cases() throws IOException {
    try (var entries = Files.list(CASES)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatTheGoldenFileSays(String name) throws Exception {
    var body = Files.readAllBytes(CASES.resolve(name).resolve("request.json"));

    var sent = sent(name, body);

    var golden = CASES.resolve(name).resolve("sent.json");
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(golden, sent + "\n");
    }
    assertThat(sent + "\n").isEqualTo(Files.readString(golden));
  }

  private static String sent(String name, byte[] body) throws MalformedJson {
    return switch (client(name).read(call(name, body))) {
      case ReadResult.Refused refused -> "refused: " + refused.failure().message();
      case ReadResult.Accepted accepted ->
          shown(Answers.DIALECT.write(accepted.request(), target(accepted.request().model())));
    };
  }

  private static Dialect client(String name) {
    return switch (name.substring(0, name.indexOf('-'))) {
      case "openai" -> new OpenAiDialect();
      case "bedrock" -> new BedrockDialect();
      default -> new AnthropicDialect();
    };
  }

  private static ClientCall call(String name, byte[] body) {
    var path = name.startsWith("bedrock") ? "/model/claude-sonnet-4-5/converse" : "/v1/messages";
    return new ClientCall(
        path,
        Map.of("anthropic-version", "2023-06-01", "anthropic-beta", "a,b", "x-api-key", "k"),
        body);
  }

  static Target target(String model) {
    return new Target(
        "p", model, true, Set.of(), Optional.empty(), signature -> signature.startsWith("own"));
  }

  private static String shown(WriteResult result) throws MalformedJson {
    return switch (result) {
      case WriteResult.Refused refused ->
          "refused " + refused.failure().param() + ": " + refused.failure().message();
      case WriteResult.Written written ->
          written.call().path()
              + " "
              + new TreeMap<>(written.call().headers())
              + "\ndropped "
              + written.dropped()
              + "\n"
              + lines(Json.parse(written.call().body()).asObject().orElseThrow());
    };
  }

  /** One member a line, one message or tool a line, so that differences can be read. */
  private static String lines(Json.Obj body) {
    var lines = new StringBuilder();
    body.members()
        .forEach((name, value) -> {
          lines.append(name).append(": ");
          if (value instanceof Json.Arr array && !array.elements().isEmpty()) {
            for (var element : array.elements()) {
              lines.append("\n  ").append(new String(element.bytes(), UTF_8));
            }
          } else {
            lines.append(new String(value.bytes(), UTF_8));
          }
          lines.append('\n');
        });
    return lines.toString().stripTrailing();
  }
}
