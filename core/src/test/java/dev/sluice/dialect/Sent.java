package dev.sluice.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.Failure;
import dev.sluice.dialect.anthropic.AnthropicDialect;
import dev.sluice.dialect.bedrock.BedrockDialect;
import dev.sluice.dialect.openai.OpenAiDialect;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a provider gets of a client's request, for tests across protocols. */
record Sent(Json.Obj body, List<String> dropped) {

  static final Dialect CHAT = new OpenAiDialect();
  static final Dialect MESSAGES = new AnthropicDialect();
  static final Dialect CONVERSE = new BedrockDialect();

  static Target target(String model) {
    return new Target("p", model, true, Set.of(), Optional.empty(), proof -> false);
  }

  /** What the provider {@code p} gets for {@code model}. */
  static Sent of(Dialect client, String json, Dialect provider, String model) {
    return switch (result(client, json, provider, model)) {
      case WriteResult.Written written ->
          new Sent(parsed(written.call().body()), written.dropped());
      case WriteResult.Refused(var failure) -> throw new AssertionError(failure.message());
    };
  }

  static Failure refusal(Dialect client, String json, Dialect provider, String model) {
    return switch (result(client, json, provider, model)) {
      case WriteResult.Written written -> throw new AssertionError("was written");
      case WriteResult.Refused(var failure) -> failure;
    };
  }

  private static WriteResult result(Dialect client, String json, Dialect provider, String model) {
    var path = client.name().equals("bedrock") ? "/model/m/converse-stream" : "/";
    return switch (client.read(new ClientCall(path, Map.of(), json.getBytes(UTF_8)))) {
      case ReadResult.Accepted(var request) -> provider.write(request, target(model));
      case ReadResult.Refused(var failure) -> throw new AssertionError(failure.message());
    };
  }

  private static Json.Obj parsed(byte[] body) {
    try {
      return Json.parse(body).asObject().orElseThrow();
    } catch (MalformedJson e) {
      throw new AssertionError(e);
    }
  }

  /** A member of the body as compact JSON; "" when it is absent. A dot leads into an object. */
  String at(String path) {
    Json at = body;
    for (var name : path.split("\\.", -1)) {
      var next = at.asObject().flatMap(object -> object.get(name));
      if (next.isEmpty()) {
        return "";
      }
      at = next.get();
    }
    return at.compact();
  }
}
