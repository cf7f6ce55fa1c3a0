package dev.sluice.dialect.bedrock;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.LegalWords;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.json.Json;
import java.util.List;

/**
 * The messages of a Converse client without what Bedrock would refuse and what only answers of
 * other providers can have brought into them: ids and names that are spelt otherwise, and blank
 * text of the assistant.
 */
final class LegalHistory {

  private static final Json SILENCE = Json.Obj.of().put("text", ".");

  private LegalHistory() {}

  /** Whether the client's bytes can go as they are. */
  static boolean isLegal(ChatRequest request, LegalWords words) {
    return words.isEmpty() && request.messages().stream().noneMatch(LegalHistory::saysNothing);
  }

  private static boolean saysNothing(Message message) {
    return message.role() == Message.Role.ASSISTANT
        && message.parts().stream()
            .anyMatch(part -> part instanceof Part.Text text && text.text().isBlank());
  }

  static Json.Obj of(Json.Obj body, LegalWords words) {
    var messages = Json.Arr.of();
    for (var message : body.array("messages")) {
      messages.add(message instanceof Json.Obj object ? message(object, words) : message);
    }
    return body.with("messages", messages);
  }

  private static Json message(Json.Obj message, LegalWords words) {
    var answer = message.text("role").orElse("").equals("assistant");
    var content = Json.Arr.of();
    for (var json : message.array("content")) {
      if (!(answer && isBlank(json))) {
        content.add(json instanceof Json.Obj block ? block(block, words) : json);
      }
    }
    return message.with("content", content.elements().isEmpty() ? silence() : content);
  }

  private static Json silence() {
    return Json.Arr.of(List.of(SILENCE));
  }

  private static Json.Obj block(Json.Obj block, LegalWords words) {
    var use = block.object("toolUse");
    if (use.isPresent()) {
      var name = use.get().text("name").orElse("");
      var named = use.get().with("name", new Json.Text(words.name(name)));
      return block.with("toolUse", withId(named, words));
    }
    var result = block.object("toolResult");
    return result.isPresent() ? block.with("toolResult", withId(result.get(), words)) : block;
  }

  private static Json.Obj withId(Json.Obj block, LegalWords words) {
    var id = block.text("toolUseId").orElse("");
    return block.with("toolUseId", new Json.Text(words.id(id)));
  }

  private static boolean isBlank(Json json) {
    return json instanceof Json.Obj block && block.text("text").filter(String::isBlank).isPresent();
  }
}
