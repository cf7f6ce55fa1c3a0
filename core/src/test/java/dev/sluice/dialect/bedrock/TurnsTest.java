package dev.sluice.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Property;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the order of a client's messages, Bedrock gets turns that it takes. */
class TurnsTest {

  private static final List<String> TEXTS = List.of("", " ", "\n", "a", "b ", "c");

  @Test
  void alternateBeginWithTheUserAndAnswerEveryCall() {
    Property.forAll(
        2_000,
        TurnsTest::history,
        messages -> {
          var request = new Requests.Builder().messages(messages.toArray(Message[]::new)).build();
          var body = Requests.body(Requests.written(request, Requests.target(Requests.NOVA)));

          check(body);
        });
  }

  private static List<Message> history(SplittableRandom random) {
    var messages = new ArrayList<Message>();
    messages.add(Requests.user("begin"));
    var calls = new ArrayList<String>();
    for (var i = random.nextInt(8); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> messages.add(Requests.system(text(random)));
        case 1 -> messages.add(Requests.user(text(random)));
        case 2 -> {
          var parts = new ArrayList<Part>(List.of(new Part.Text(text(random))));
          calls.clear();
          for (var n = random.nextInt(3); n > 0; n--) {
            var id = "call " + messages.size() + "-" + n;
            calls.add(id);
            parts.add(Requests.call(id, random.nextBoolean() ? "{}" : "no json"));
          }
          messages.add(new Message(Message.Role.ASSISTANT, parts));
        }
        default -> {
          while (!calls.isEmpty() && random.nextInt(4) > 0) {
            var id = calls.remove(random.nextInt(calls.size()));
            messages.add(Requests.result(id, text(random)));
          }
          calls.clear();
        }
      }
    }
    return messages;
  }

  private static String text(SplittableRandom random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static void check(Json.Obj body) {
    var expected = "user";
    Set<String> open = new HashSet<>();
    for (var turn : body.array("messages")) {
      var message = turn.asObject().orElseThrow();
      assertThat(message.text("role")).contains(expected);
      assertThat(message.array("content")).isNotEmpty();
      for (var block : message.array("content")) {
        content(block.asObject().orElseThrow(), open);
      }
      if (expected.equals("user")) {
        assertThat(open).isEmpty();
      }
      expected = expected.equals("user") ? "assistant" : "user";
    }
    assertThat(open).isEmpty();
  }

  private static void content(Json.Obj block, Set<String> open) {
    assertThat(block.members()).hasSize(1);
    block.text("text").ifPresent(text -> assertThat(text).isNotBlank());
    block
        .object("toolUse")
        .ifPresent(use -> {
          assertThat(use.object("input")).isPresent();
          open.add(use.text("toolUseId").orElseThrow());
        });
    block
        .object("toolResult")
        .ifPresent(
            result -> assertThat(open.remove(result.text("toolUseId").orElseThrow())).isTrue());
  }
}
