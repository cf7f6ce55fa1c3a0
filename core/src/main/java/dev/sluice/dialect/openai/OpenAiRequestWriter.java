package dev.sluice.dialect.openai;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.List;
import java.util.Map;

/**
 * Writes a request for a provider. A Chat client's own JSON is sent on with as few changes as can
 * be, so that fields which nobody here knows get through; all other requests are translated.
 */
final class OpenAiRequestWriter {

  static final String PATH = "/chat/completions";

  private OpenAiRequestWriter() {}

  static WriteResult write(ChatRequest request, Target target) {
    try {
      return request.from(Places.PROTOCOL) ? patched(request, target) : translated(request, target);
    } catch (RequestFault e) {
      return new WriteResult.Refused(Failure.invalid(e.param(), e.text()));
    } catch (MalformedJson e) {
      throw new IllegalStateException("a request that was read is not JSON any more", e);
    }
  }

  private static WriteResult translated(ChatRequest request, Target target) throws RequestFault {
    for (var blocking : request.origin().blocking()) {
      return new WriteResult.Refused(Failure.invalid(blocking.param(), blocking.message()));
    }
    var translation = new Translation(request, target);
    var body = translation.body();
    return written(body, target.stream(), translation.dropped());
  }

  private static WriteResult written(Json.Obj body, boolean stream, List<String> dropped) {
    var accept = stream ? "text/event-stream" : "application/json";
    return new WriteResult.Written(
        new ProviderCall(PATH, Map.of("accept", accept), body.bytes(), stream), dropped);
  }

  private static WriteResult patched(ChatRequest request, Target target) throws MalformedJson {
    var body = Json.parse(request.origin().body()).asObject().orElseThrow();
    body.put("model", target.model());
    // the formats of whole spoken answers cannot be streamed
    var stream = target.stream() && (request.stream() || !body.has("audio"));
    stream(body, stream);
    var most = body.get("max_completion_tokens");
    if (most.isPresent()
        && target.without().contains("max_completion_tokens")
        && !body.has("max_tokens")) {
      body.put("max_tokens", most.get());
    }
    without(body, target);
    return written(body, stream, List.of());
  }

  /** Asks for a stream or not, and always for its usage. */
  static void stream(Json.Obj body, boolean stream) {
    if (!stream) {
      body.members().remove("stream_options");
      if (body.has("stream")) {
        body.put("stream", false);
      }
      return;
    }
    body.put("stream", true);
    var options = body.object("stream_options").orElseGet(Json.Obj::of);
    body.put("stream_options", options.with("include_usage", new Json.Bool(true)));
  }

  /** Leaves out what the provider rejects; {@code strict} stands in the tools. */
  static void without(Json.Obj body, Target target) {
    for (var name : target.without()) {
      body.members().remove(name);
    }
    if (target.without().contains("strict")) {
      for (var tool : body.array("tools")) {
        tool.asObject()
            .flatMap(object -> object.object("function"))
            .ifPresent(function -> function.members().remove("strict"));
      }
    }
    if (target.without().contains("developer")) {
      for (var message : body.array("messages")) {
        if (message instanceof Json.Obj object
            && object.text("role").orElse("").equals("developer")) {
          object.put("role", "system");
        }
      }
    }
  }
}
