package dev.sluice.dialect.openai;

import dev.sluice.chat.CallWords;
import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Message;
import dev.sluice.dialect.Model;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.RequestJson;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a request for a provider. A Chat client's own JSON is sent on with as few changes as can
 * be, so that fields which nobody here knows get through; all other requests are translated.
 */
final class OpenAiRequestWriter {

  static final String PATH = "/chat/completions";

  private static final String BOUND = "max_completion_tokens";
  private static final String OLD_BOUND = "max_tokens";

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
    return written(body, target.stream(), translation.dropped(), translation.told());
  }

  private static WriteResult written(
      Json.Obj body, boolean stream, List<String> dropped, CallWords words) {
    var accept = stream ? "text/event-stream" : "application/json";
    return new WriteResult.Written(
        new ProviderCall(PATH, Map.of("accept", accept), body.bytes(), stream).with(words),
        dropped);
  }

  private static WriteResult patched(ChatRequest request, Target target) throws MalformedJson {
    var body = Json.parse(request.origin().body()).asObject().orElseThrow();
    body.put("model", target.model());
    // the formats of whole spoken answers cannot be streamed
    var stream = target.stream() && (request.stream() || !body.has("audio"));
    stream(body, stream);
    var dropped = new LinkedHashSet<String>();
    bound(body, target, dropped);
    withoutEmptyTools(body);
    restore(body, request, target);
    without(body, target);
    var words = ChatTurns.of(target.model()).legalWords(request);
    LegalHistory.apply(body, words);
    return written(body, stream, List.copyOf(dropped), words.words(request));
  }

  /** The bound of the output under the name that the target knows; one below 1 is left out. */
  private static void bound(Json.Obj body, Target target, Set<String> dropped) {
    for (var name : List.of(BOUND, OLD_BOUND)) {
      var value = body.get(name);
      if (value.isEmpty()) {
        continue;
      }
      var bound = RequestJson.bound(value.get());
      if (bound.isEmpty()) {
        body.members().remove(name);
        dropped.add(name);
      } else {
        body.put(name, bound.get());
      }
    }
    var wanted = bound(target);
    var other = wanted.equals(BOUND) ? OLD_BOUND : BOUND;
    var given = body.get(other);
    if (given.isPresent() && !body.has(wanted) && refuses(target, other)) {
      body.members().remove(other);
      body.put(wanted, given.get());
    }
  }

  /** The name of the bound of the output: the newer one where the model must have it. */
  static String bound(Target target) {
    var newer =
        target.without().contains(OLD_BOUND)
            || (Model.of(target.model()).output().newName() && !target.without().contains(BOUND));
    return newer ? BOUND : OLD_BOUND;
  }

  private static boolean refuses(Target target, String bound) {
    return target.without().contains(bound)
        || (bound.equals(OLD_BOUND) && Model.of(target.model()).output().newName());
  }

  /** What the client has not sent back and the provider wants, as far as it is remembered. */
  private static void restore(Json.Obj body, ChatRequest request, Target target) {
    var state = new StateBack(request.messages(), target);
    var written = body.array("messages");
    for (var i = 0; i < written.size() && i < request.messages().size(); i++) {
      var message = request.messages().get(i);
      if (message.role() == Message.Role.ASSISTANT && written.get(i) instanceof Json.Obj json) {
        state.restore(json, message.parts(), i);
      }
    }
  }

  /** Providers refuse an empty list of tools, and choices without tools. */
  private static void withoutEmptyTools(Json.Obj body) {
    if (body.members().get("tools") instanceof Json.Arr tools && tools.elements().isEmpty()) {
      List.of("tools", "tool_choice", "parallel_tool_calls").forEach(body.members()::remove);
    }
    if (body.members().get("functions") instanceof Json.Arr old && old.elements().isEmpty()) {
      List.of("functions", "function_call").forEach(body.members()::remove);
    }
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
