package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.LegalWords;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.json.Json;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of a client of this protocol without what Anthropic would refuse and what only
 * answers of other providers can have brought into them: ids and names that are spelt otherwise,
 * blank text of the assistant, and answers that broke off while the model was thinking.
 */
final class LegalHistory {

  private final LegalWords words;
  private final Set<String> dropped;

  /**
   * @param dropped takes the places of what is left out
   */
  LegalHistory(LegalWords words, Set<String> dropped) {
    this.words = words;
    this.dropped = dropped;
  }

  /** Whether the messages can go as they are. */
  static boolean isLegal(ChatRequest request, LegalWords words) {
    return words.isEmpty() && request.messages().stream().noneMatch(LegalHistory::saysNothing);
  }

  private static boolean saysNothing(Message message) {
    return message.role() == Message.Role.ASSISTANT
        && (message.parts().stream().allMatch(part -> part instanceof Part.Reasoning)
            || message.parts().stream()
                .anyMatch(part -> part instanceof Part.Text text && text.text().isBlank()));
  }

  Json.Obj of(Json.Obj body) {
    var messages = body.array("messages");
    var kept = Json.Arr.of();
    for (var i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof Json.Obj message) {
        message(message, i).ifPresent(kept::add);
      }
    }
    return kept.elements().isEmpty() ? body : body.with("messages", kept);
  }

  private Optional<Json.Obj> message(Json.Obj message, int index) {
    var blocks = message.array("content");
    if (blocks.isEmpty()) {
      return Optional.of(message);
    }
    var answer = message.text("role").orElse("").equals("assistant");
    var kept = Json.Arr.of();
    for (var block : blocks) {
      if (!(answer && isBlank(block))) {
        kept.add(block(block));
      }
    }
    if (answer && kept.elements().stream().allMatch(LegalHistory::isThought)) {
      dropped.add("messages[" + index + "]");
      return Optional.empty();
    }
    return Optional.of(message.with("content", kept));
  }

  private Json block(Json json) {
    if (!(json instanceof Json.Obj block)) {
      return json;
    }
    return switch (type(block)) {
      case "tool_use" -> {
        var named = with(block, "name", words.name(text(block, "name")));
        yield with(named, "id", words.id(text(block, "id")));
      }
      case "tool_result" -> with(block, "tool_use_id", words.id(text(block, "tool_use_id")));
      default -> block;
    };
  }

  private static Json.Obj with(Json.Obj block, String name, String value) {
    return text(block, name).equals(value) ? block : block.with(name, new Json.Text(value));
  }

  private static String text(Json.Obj block, String name) {
    return block.text(name).orElse("");
  }

  private static boolean isBlank(Json json) {
    return json instanceof Json.Obj block
        && type(block).equals("text")
        && text(block, "text").isBlank();
  }

  private static boolean isThought(Json json) {
    return json instanceof Json.Obj block && type(block).endsWith("thinking");
  }

  private static String type(Json.Obj block) {
    return text(block, "type");
  }
}
