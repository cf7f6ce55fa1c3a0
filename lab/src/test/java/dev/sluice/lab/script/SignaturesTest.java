package dev.sluice.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  private static final String SIGNED = Signatures.sign(Protocol.MESSAGES, Texts.REASONING);
  private static final Json CALL =
      Json.obj("type", "tool_use", "id", "t1", "name", "f", "input", Json.obj());

  private static Json thinking(String text, String signature) {
    return Json.obj("type", "thinking", "thinking", text, "signature", signature);
  }

  private static Optional<String> objection(Json... caller) {
    var result = Json.obj("type", "tool_result", "tool_use_id", "t1", "content", "21");
    var body =
        Json.obj(
            "messages",
            Json.arr(
                Json.obj("role", "user", "content", "hi"),
                Json.obj("role", "assistant", "content", Json.arr((Object[]) caller)),
                Json.obj("role", "user", "content", Json.arr(result))));
    return Signatures.objection(Ask.read(Protocol.MESSAGES, "m", true, body));
  }

  @Test
  void takesItsOwnThoughtsBack() {
    assertThat(objection(thinking(Texts.REASONING, SIGNED), CALL)).isEmpty();
    var redacted =
        Json.obj("type", "redacted_thinking", "data", Signatures.redacted(Protocol.MESSAGES));
    assertThat(objection(redacted, CALL)).isEmpty();
  }

  @Test
  void refusesAChangedForeignOrMissingThought() {
    assertThat(objection(thinking(Texts.REASONING + "!", SIGNED), CALL))
        .get()
        .asString()
        .contains("Invalid `signature`");
    var foreign = Signatures.sign(Protocol.CONVERSE, Texts.REASONING);
    assertThat(objection(thinking(Texts.REASONING, foreign), CALL)).isPresent();
    assertThat(objection(CALL)).get().asString().contains("found `tool_use`");
    assertThat(objection(CALL, thinking(Texts.REASONING, SIGNED))).isPresent();
  }

  @Test
  void isBase64() {
    assertThat(Base64.getDecoder().decode(SIGNED)).hasSize(72);
    assertThat(SIGNED).endsWith(Signatures.ENDING);
  }
}
