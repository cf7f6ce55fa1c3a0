package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.LegalWords;
import dev.sluice.dialect.Model;
import dev.sluice.dialect.OurProof;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends a Messages request on as the client wrote it, but for what must change: model, stream, what
 * the provider does not take, and thoughts that only we have signed. The client's own version goes
 * with it; a provider's setting is for translated calls.
 */
final class RequestPatch {

  private final ChatRequest request;
  private final Target target;
  private final Set<String> dropped = new LinkedHashSet<>();
  private boolean lostThought;

  RequestPatch(ChatRequest request, Target target) {
    this.request = request;
    this.target = target;
  }

  WriteResult write() {
    var body = own().with("model", target.model());
    if (body.has("stream") || target.stream()) {
      body = body.with("stream", new Json.Bool(target.stream()));
    }
    body = bounded(withoutEmptyTools(withoutOwnThoughts(body)));
    if (lostThought) {
      body = withoutThinking(body);
    }
    var words = LegalWords.of(request, Names.IDS, Names.TOOLS);
    if (!LegalHistory.isLegal(request, words)) {
      body = new LegalHistory(words, dropped).of(body);
    }
    var headers = new LinkedHashMap<>(request.origin().headers());
    headers.putIfAbsent(Wire.VERSION_HEADER, Wire.VERSION_2023);
    for (var name : target.without()) {
      body = body.without(name);
    }
    return AnthropicRequestWriter.written(body, headers, target, dropped, words.words(request));
  }

  private Json.Obj own() {
    try {
      return Json.parse(request.origin().body()).asObject().orElseGet(Json.Obj::of);
    } catch (MalformedJson e) {
      throw new IllegalStateException("a body that was read once cannot be read again", e);
    }
  }

  /** Anthropic refuses a choice among no tools. */
  private static Json.Obj withoutEmptyTools(Json.Obj body) {
    return body.members().get("tools") instanceof Json.Arr tools && tools.elements().isEmpty()
        ? body.without("tools").without("tool_choice")
        : body;
  }

  /** A bound below 0 is none: the model's own stands for it. A 0 only warms the cache. */
  private Json.Obj bounded(Json.Obj body) {
    var asked = body.integer("max_tokens").orElse(1L);
    if (asked >= 0) {
      return body;
    }
    dropped.add("max_tokens");
    return body.with("max_tokens", Json.Num.of(ThinkingPlan.unasked(Model.of(target.model()))));
  }

  private Json.Obj withoutOwnThoughts(Json.Obj body) {
    var messages = body.array("messages");
    var kept = new ArrayList<Json>(messages.size());
    for (var i = 0; i < messages.size(); i++) {
      var message = messages.get(i).asObject().orElseGet(Json.Obj::of);
      var blocks = message.array("content");
      var rest = withoutOwnThoughts(blocks, i);
      if (rest.size() == blocks.size()) {
        kept.add(message);
      } else if (!rest.isEmpty()) {
        kept.add(message.with("content", Json.Arr.of(rest)));
        lostThought |= rest.stream().anyMatch(block -> isType(block, "tool_use"));
      }
    }
    return dropped.isEmpty() ? body : body.with("messages", Json.Arr.of(kept));
  }

  private List<Json> withoutOwnThoughts(List<Json> blocks, int message) {
    var rest = new ArrayList<Json>(blocks.size());
    for (var i = 0; i < blocks.size(); i++) {
      var block = blocks.get(i);
      var ours = OurProof.made(proof(block));
      if (ours) {
        dropped.add("messages[" + message + "].content[" + i + "].thinking");
      } else {
        rest.add(block);
      }
    }
    return rest;
  }

  /** What proves a thought to its provider; "" for a block that is none. */
  private static String proof(Json block) {
    var object = block.asObject().orElseGet(Json.Obj::of);
    return switch (object.text("type").orElse("")) {
      case "thinking" -> object.text("signature").orElse("");
      case "redacted_thinking" -> object.text("data").orElse("");
      default -> "";
    };
  }

  private static boolean isType(Json block, String type) {
    return block instanceof Json.Obj object && object.text("type").orElse("").equals(type);
  }

  /** Switches thinking off, if it was asked for: a turn with calls has lost its thought. */
  private Json.Obj withoutThinking(Json.Obj body) {
    var type = body.object("thinking").flatMap(thinking -> thinking.text("type")).orElse("");
    if (!type.equals("enabled") && !type.equals("adaptive")) {
      return body;
    }
    dropped.add("thinking");
    var off = ThinkingPlan.off(Model.of(target.model()), 0).thinking();
    var without = off == null ? body.without("thinking") : body.with("thinking", off);
    var config = without.object("output_config");
    var effort = config.flatMap(object -> object.text("effort")).orElse("");
    return config.isPresent() && (effort.equals("xhigh") || effort.equals("max"))
        ? without.with("output_config", config.get().with("effort", "high"))
        : without;
  }
}
