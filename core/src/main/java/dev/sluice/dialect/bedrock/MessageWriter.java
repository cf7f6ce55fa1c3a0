package dev.sluice.dialect.bedrock;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.OurProof;
import dev.sluice.dialect.Target;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code system} and {@code messages} for Converse: the first turn is the user's, turns
 * alternate, no text is blank, and the results of a turn's calls come first in the next one.
 * Source: protocol reference, §11.1 and §11.2.
 */
final class MessageWriter {

  private final ChatRequest request;
  private final Target target;
  private final Set<String> dropped;
  private final List<Turn> turns = new ArrayList<>();
  private final Json.Arr system = Json.Arr.of();
  private final Set<String> toolNames = new LinkedHashSet<>();
  private final List<String> laterSystem = new ArrayList<>();
  private boolean lostReasoning;

  MessageWriter(ChatRequest request, Target target, Set<String> dropped) {
    this.request = request;
    this.target = target;
    this.dropped = dropped;
  }

  /** The tools that the history calls, by their legal names. */
  Set<String> toolNames() {
    return toolNames;
  }

  /** Whether a turn with calls has no reasoning that Claude would take. */
  boolean lostReasoning() {
    return lostReasoning;
  }

  Json.Arr system() {
    return system;
  }

  Json.Arr write() throws InvalidRequest {
    var messages = request.messages();
    for (var i = 0; i < messages.size(); i++) {
      message(messages.get(i), i);
    }
    if (!laterSystem.isEmpty()) {
      add(withSystem(new Turn(Message.Role.USER)));
    }
    answerCalls();
    trimLast();
    if (turns.isEmpty() || turns.getFirst().role == Message.Role.ASSISTANT) {
      var first = new Turn(Message.Role.USER);
      first.text(".");
      turns.addFirst(first);
    }
    var written = Json.Arr.of();
    turns.forEach(turn -> written.add(turn.json()));
    return written;
  }

  private void message(Message message, int index) throws InvalidRequest {
    switch (message.role()) {
      case SYSTEM -> system(message);
      case USER -> add(user(message));
      case ASSISTANT -> add(assistant(message, index));
    }
  }

  private void system(Message message) throws InvalidRequest {
    for (var part : message.parts()) {
      var text = text(part);
      if (text.isBlank()) {
        continue;
      }
      if (turns.isEmpty()) {
        system.add(Json.Obj.of().put("text", text));
      } else {
        laterSystem.add(text);
      }
    }
  }

  private Turn withSystem(Turn turn) {
    for (var text : laterSystem) {
      turn.text("<system>" + text + "</system>");
    }
    laterSystem.clear();
    return turn;
  }

  private Turn user(Message message) throws InvalidRequest {
    var turn = withSystem(new Turn(Message.Role.USER));
    for (var part : message.parts()) {
      if (part instanceof Part.ToolResult result) {
        var id = LegalNames.callId(result.callId());
        turn.results.putIfAbsent(id, result(id, result));
      } else {
        turn.text(text(part));
      }
    }
    return turn;
  }

  private static Json result(String id, Part.ToolResult result) throws InvalidRequest {
    var content = Json.Arr.of();
    for (var part : result.content()) {
      var text = text(part);
      if (!text.isBlank()) {
        content.add(Json.Obj.of().put("text", text));
      }
    }
    return result(id, content, result.error());
  }

  private static Json result(String id, Json.Arr content, boolean error) {
    var body = Json.Obj.of().put("toolUseId", id).put("content", content);
    if (error) {
      body.put("status", "error");
    }
    return Json.Obj.of().put("toolResult", body);
  }

  private static String text(Part part) throws InvalidRequest {
    return switch (part) {
      case Part.Text text -> text.text();
      case Part.Refusal refusal -> refusal.text();
      case Part.Foreign foreign ->
          throw new InvalidRequest(
              foreign.path(),
              foreign.type()
                  + " cannot be translated for Bedrock; send text, or use a model of the same"
                  + " protocol");
      case Part.Reasoning reasoning -> "";
      case Part.ToolCall call -> "";
      case Part.ToolResult result -> "";
    };
  }

  private Turn assistant(Message message, int index) throws InvalidRequest {
    var turn = new Turn(Message.Role.ASSISTANT);
    var lost = false;
    for (var i = 0; i < message.parts().size(); i++) {
      switch (message.parts().get(i)) {
        case Part.Reasoning reasoning -> lost |= !reasoning(reasoning, turn, index, i);
        case Part.ToolCall call -> call(call, turn);
        case Part.Text text -> turn.text(text.text());
        case Part.Refusal refusal -> turn.text(refusal.text());
        case Part.Foreign foreign -> text(foreign);
        case Part.ToolResult result -> {}
      }
    }
    lostReasoning |= lost && !turn.calls.isEmpty();
    return turn;
  }

  /** Whether the reasoning is the target's own; if not it is left out and named. */
  private boolean reasoning(Part.Reasoning reasoning, Turn turn, int index, int part) {
    var proof = reasoning.redacted() != null ? reasoning.redacted() : reasoning.signature();
    if (proof == null || OurProof.made(proof) || !target.ownSignature().test(proof)) {
      dropped.add(path(index, part));
      return false;
    }
    var redacted = reasoning.redacted();
    var content = Json.Obj.of();
    if (redacted != null) {
      content.put("redactedContent", redacted);
    } else {
      content.put(
          "reasoningText", Json.Obj.of().put("text", reasoning.text()).put("signature", proof));
    }
    turn.reasoned = true;
    var block = Json.Obj.of().put("reasoningContent", content);
    if (request.from("openai")) {
      turn.blocks.add(reasonedFirst(turn), block);
    } else {
      turn.blocks.add(block);
    }
    return true;
  }

  /** Chat has no place for reasoning between texts: it stood before all else. */
  private static int reasonedFirst(Turn turn) {
    var at = 0;
    while (at < turn.blocks.size()
        && turn.blocks.get(at) instanceof Json.Obj block
        && block.has("reasoningContent")) {
      at++;
    }
    return at;
  }

  private String path(int index, int part) {
    var offset =
        !request.from("openai") && request.messages().getFirst().role() == Message.Role.SYSTEM
            ? 1
            : 0;
    var message = "messages[" + (index - offset) + "]";
    return request.from("openai")
        ? message + ".reasoning_content"
        : message + ".content[" + part + "].thinking";
  }

  private void call(Part.ToolCall call, Turn turn) {
    var id = LegalNames.callId(call.id());
    var name = LegalNames.name(call.name());
    var input =
        call.kind() == ToolKind.CUSTOM
            ? Json.Obj.of().put("input", call.arguments())
            : Arguments.tree(call.arguments());
    turn.calls.add(id);
    toolNames.add(name);
    var use = Json.Obj.of().put("toolUseId", id).put("name", name).put("input", input);
    turn.blocks.add(Json.Obj.of().put("toolUse", use));
  }

  private void add(Turn turn) {
    if (turn.isEmpty()) {
      return;
    }
    if (!turns.isEmpty() && turns.getLast().role == turn.role) {
      turns.getLast().merge(turn);
    } else {
      turns.add(turn);
    }
  }

  /** Every call is answered in the next turn, in the order of the calls. */
  private void answerCalls() {
    for (var i = 0; i < turns.size(); i++) {
      var calls = turns.get(i).calls;
      if (calls.isEmpty()) {
        continue;
      }
      if (i + 1 == turns.size()) {
        turns.add(new Turn(Message.Role.USER));
      }
      var results = turns.get(i + 1).results;
      var others = new LinkedHashMap<>(results);
      results.clear();
      for (var id : calls) {
        var result = others.remove(id);
        results.put(id, result == null ? notExecuted(id) : result);
      }
      results.putAll(others);
    }
    var last = lastAssistant();
    lostReasoning |= last != null && !last.calls.isEmpty() && !last.reasoned;
  }

  private static Json notExecuted(String id) {
    var text = Json.Obj.of().put("text", "tool call was not executed");
    return result(id, Json.Arr.of(List.of(text)), true);
  }

  private @Nullable Turn lastAssistant() {
    for (var i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role == Message.Role.ASSISTANT) {
        return turns.get(i);
      }
    }
    return null;
  }

  /** The beginning of an answer that the client gives must not end in white space. */
  private void trimLast() {
    if (turns.isEmpty() || turns.getLast().role != Message.Role.ASSISTANT) {
      return;
    }
    var blocks = turns.getLast().blocks;
    if (blocks.getLast() instanceof Json.Obj block && block.has("text")) {
      var text = block.text("text").orElse("").stripTrailing();
      blocks.set(blocks.size() - 1, Json.Obj.of().put("text", text));
    }
  }
}
