package dev.sluice.dialect.openai;

import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Spelling;
import dev.sluice.chat.Turns;
import dev.sluice.dialect.Model;
import dev.sluice.dialect.Target;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a provider back what it wants to see again of an assistant's turn: its reasoning where the
 * model asks for it with the calls of a tool loop, its own {@code reasoning_details}, and what
 * stood beside its calls. Source: protocol reference, §7, rows 22, 24 and 39.
 */
final class StateBack {

  private static final String REASONING = "reasoning_content";
  private static final String BESIDE = "extra_content";
  private static final String DETAILS = "reasoning_details";

  private final Target target;
  private final Model.Back back;
  private final Spelling ids;
  private final int loop;

  /**
   * @param messages of the client, or the turns that are made of them
   */
  StateBack(List<Message> messages, Target target) {
    this.target = target;
    this.back = Model.of(target.model()).turns().back();
    this.ids = ChatTurns.of(target.model()).history().ids();
    this.loop = loop(messages);
  }

  /** The first message of the tool loop that is under way: what follows the last question. */
  private static int loop(List<Message> messages) {
    for (var i = messages.size() - 1; i >= 0; i--) {
      var message = messages.get(i);
      if (message.role() == Message.Role.USER
          && !message.parts().stream().allMatch(Turns::isForeignToUser)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether a thought reaches the provider again, in whatever form. */
  boolean takes(Part.Reasoning reasoning, Message turn, int index) {
    return ours(reasoning) != null
        || (wantsText(turn.parts(), index) && !reasoning.text().isEmpty());
  }

  private boolean wantsText(List<Part> turn, int index) {
    return (back == Model.Back.KNOWN || back == Model.Back.ALWAYS)
        && index >= loop
        && turn.stream().anyMatch(part -> part instanceof Part.ToolCall);
  }

  private @Nullable Envelope ours(Part.Reasoning reasoning) {
    var proof = reasoning.redacted() != null ? reasoning.redacted() : reasoning.signature();
    return proof == null
        ? null
        : Envelope.opened(proof)
            .filter(envelope -> envelope.provider().equals(target.provider()))
            .orElse(null);
  }

  /**
   * Puts into a message what its turn holds and the message does not have.
   *
   * @param turn the parts of the assistant's turn
   * @param index of the turn among the neutral messages
   */
  void restore(Json.Obj message, List<Part> turn, int index) {
    var details = new ArrayList<Json>();
    var beside = new ArrayList<Envelope.Beside>();
    for (var part : turn) {
      if (part instanceof Part.Reasoning reasoning) {
        switch (ours(reasoning)) {
          case null -> {}
          case Envelope.Detail detail -> details.add(whole(detail.detail(), reasoning.text()));
          case Envelope.Beside call -> beside.add(call);
        }
      }
    }
    if (!details.isEmpty() && !message.has(DETAILS)) {
      message.put(DETAILS, joined(details));
    }
    if (!beside.isEmpty()) {
      calls(message, beside);
    }
    if (back == Model.Back.SIGNED && index >= loop) {
      excuse(message);
    }
    text(message, turn, index);
  }

  private static Json whole(Json.Obj detail, String text) {
    return text.isEmpty() || detail.has("text") ? detail : detail.with("text", text);
  }

  private static Json.Arr joined(List<Json> details) {
    var joined = new ReasoningDetails();
    details.forEach(detail -> joined.add(List.of(detail)));
    return joined.joined();
  }

  /** By the id of the call, or to the first call where the id is another one now. */
  private void calls(Json.Obj message, List<Envelope.Beside> beside) {
    var calls = message.array("tool_calls");
    for (var state : beside) {
      var call = call(calls, state.callId());
      if (call != null) {
        state
            .members()
            .members()
            .forEach((name, value) -> {
              if (!call.has(name)) {
                call.put(name, value);
              }
            });
      }
    }
  }

  private Json.@Nullable Obj call(List<Json> calls, String id) {
    Json.Obj first = null;
    for (var element : calls) {
      if (element instanceof Json.Obj call) {
        first = first == null ? call : first;
        var own = call.text("id").orElse("");
        if (own.equals(id) || own.equals(ids.id(id))) {
          return call;
        }
      }
    }
    return first;
  }

  /**
   * A call that another provider made has no signature of this one, which refuses it unless a word
   * of its own stands there. Source: Gemini's page on thought signatures.
   */
  private static void excuse(Json.Obj message) {
    var calls = message.array("tool_calls");
    if (!calls.isEmpty() && calls.getFirst() instanceof Json.Obj call && !call.has(BESIDE)) {
      var google = Json.Obj.of().put("thought_signature", "skip_thought_signature_validator");
      call.put(BESIDE, Json.Obj.of().put("google", google));
    }
  }

  private void text(Json.Obj message, List<Part> turn, int index) {
    if (!wantsText(turn, index)) {
      if (back == Model.Back.ALWAYS) {
        message.members().remove(REASONING);
      }
      return;
    }
    if (message.text(REASONING).isPresent()) {
      return;
    }
    var text = new StringBuilder();
    for (var part : turn) {
      if (part instanceof Part.Reasoning reasoning) {
        text.append(reasoning.text());
      }
    }
    if (!text.isEmpty() || back == Model.Back.ALWAYS) {
      message.put(REASONING, text.toString());
    }
  }
}
