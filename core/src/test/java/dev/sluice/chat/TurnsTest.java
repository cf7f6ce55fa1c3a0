package dev.sluice.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever order a client's history has, its target gets turns that every provider takes. */
class TurnsTest {

  private static final HistoryRules RULES = Histories.rules(false, true);

  private static Turns turns(Message... messages) {
    return Histories.turns(RULES, messages);
  }

  /** The turns, one a line: role, then parts. */
  private static String shown(Turns turns) {
    return turns.turns().stream()
        .map(turn -> turn.role() + Histories.shown(turn.parts()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void putsResultsBehindTheirCallsWhereverTheyStood() {
    var turns =
        turns(
            Histories.user("go"),
            Histories.assistant(Histories.call("a")),
            Histories.assistant(Histories.call("b")),
            Histories.user("wait"),
            Histories.assistant(new Part.Text("well")),
            Histories.result("b", "two"),
            Histories.result("a", "one"),
            Histories.user("and?"));

    assertThat(shown(turns))
        .isEqualTo(
            """
            USER go
            ASSISTANT a() b()
            USER a=one b=two wait
            ASSISTANT well
            USER and?\
            """);
    assertThat(turns.changed()).isEmpty();
  }

  @Test
  void saysThatACallWithoutResultWasNotExecuted() {
    assertThat(shown(turns(Histories.user("go"), Histories.assistant(Histories.call("a")))))
        .isEqualTo("USER go\nASSISTANT a()\nUSER a=!tool call was not executed");
  }

  @Test
  void makesTextOfAResultWhoseCallIsGone() {
    var turns = turns(Histories.result("gone", "21 C"), Histories.user("and?"));

    assertThat(shown(turns))
        .isEqualTo(
            "USER [Result of a tool call that is no longer in this conversation]\n21 C and?");
    assertThat(turns.changed()).containsExactly("messages[0]");
  }

  @Test
  void keepsOneResultOfACall() {
    var turns =
        turns(
            Histories.assistant(Histories.call("a")),
            Histories.result("a", "1"),
            Histories.result("a", "1"),
            Histories.result("a", "2"));

    assertThat(shown(turns))
        .isEqualTo("USER .\nASSISTANT a()\nUSER a=1 [Another result of the same tool call]\n2");
    assertThat(turns.changed()).containsExactly("messages[2]", "messages[3]");
  }

  @Test
  void givesCallsThatShareAnIdIdsOfTheirOwn() {
    var turns =
        turns(
            Histories.user("go"),
            Histories.assistant(Histories.call("x"), Histories.call("x")),
            Histories.result("x", "1"),
            Histories.result("x", "2"),
            Histories.assistant(Histories.call("x")),
            Histories.result("x", "3"));

    var second = Histories.IDS.derivedId("x\n2");
    var third = Histories.IDS.derivedId("x\n3");
    assertThat(shown(turns))
        .isEqualTo(
            "USER go\nASSISTANT x() %2$s()\nUSER x=1 %2$s=2\nASSISTANT %3$s()\nUSER %3$s=3"
                .formatted("x", second, third));
  }

  @Test
  void spellsIdsAsTheTargetWantsThemAndAlikeInEveryTurn() {
    var odd = "functions.get_weather:0";
    var first = turns(Histories.assistant(Histories.call(odd)), Histories.result(odd, "1"));
    var later =
        turns(
            Histories.assistant(Histories.call(odd)),
            Histories.result(odd, "1"),
            Histories.assistant(Histories.call("b")),
            Histories.result("b", "2"));

    assertThat(shown(later)).startsWith(shown(first));
    assertThat(shown(first)).contains(Histories.IDS.id(odd)).doesNotContain(odd);
  }

  @Test
  void leavesBlankTextEmptyTurnsAndThoughtsAloneOut() {
    var turns =
        turns(
            Histories.user(" "),
            Histories.assistant(new Part.Text("\n")),
            Histories.user("go"),
            Histories.assistant(new Part.Reasoning("hm", "own", null)),
            Histories.user("on"));

    assertThat(shown(turns)).isEqualTo("USER go on");
    assertThat(turns.changed()).containsExactly("messages[3]");
  }

  @Test
  void standsInForAUserWhoSaysNothing() {
    assertThat(shown(turns(Histories.user("")))).isEqualTo("USER .");
    assertThat(shown(turns(Histories.assistant(new Part.Text("hello"))))).startsWith("USER .\n");
  }

  @Test
  void foldsLaterSystemTextIntoTheUsersTurnUnlessItMayStandAlone() {
    var messages =
        new Message[] {
          Histories.system("a"),
          Histories.user("go"),
          Histories.assistant(Histories.call("c")),
          Histories.system("b"),
          Histories.result("c", "r"),
          Histories.system("d"),
          Histories.user("on")
        };

    assertThat(shown(turns(messages)))
        .endsWith("USER c=r <system>b</system> <system>d</system> on");
    assertThat(shown(Histories.turns(Histories.rules(true, true), messages)))
        .endsWith("USER c=r <system>b</system>\nSYSTEM d\nUSER on");
    assertThat(turns(messages).system()).containsExactly(new Part.Text("a"));
  }

  @Test
  void leavesOutOfSystemTextWhatOnlyTheClientsProtocolKnows() {
    var turns =
        turns(
            Histories.user("go"),
            new Message(
                Message.Role.SYSTEM,
                List.of(new Part.Foreign("messages[1].content[0]", "tool_addition"))));

    assertThat(shown(turns)).isEqualTo("USER go");
    assertThat(turns.changed()).containsExactly("messages[1]");
  }

  @Test
  void trimsTheBeginningOfAnAnswerOrAsksToGoOn() {
    var messages = new Message[] {Histories.user("go"), Histories.assistant(new Part.Text("{ \n"))};

    assertThat(shown(turns(messages))).isEqualTo("USER go\nASSISTANT {");
    assertThat(turns(messages).prefilled()).isTrue();
    var other = Histories.turns(Histories.rules(false, false), messages);
    assertThat(shown(other)).isEqualTo("USER go\nASSISTANT { \n\nUSER Continue.");
    assertThat(other.changed()).containsExactly("messages");
  }

  @Test
  void keepsTheTargetsOwnReasoningInFrontOfTheTurn() {
    var own = new Part.Reasoning("hm", "own", null);
    var foreign = new Part.Reasoning("oh", "foreign", null);
    var turns =
        turns(
            Histories.user("go"),
            Histories.assistant(new Part.Text("so"), Histories.call("c"), own, foreign),
            Histories.result("c", "r"));

    assertThat(shown(turns)).contains("ASSISTANT ?hm so c()");
    assertThat(turns.changed()).containsExactly("messages[1]");
    assertThat(turns.lacksThought()).isTrue();
  }

  @Test
  void knowsWhetherTheModelCanThinkOn() {
    var own = new Part.Reasoning("hm", "own", null);
    var call = Histories.call("c");
    var result = Histories.result("c", "r");

    assertThat(turns(Histories.assistant(own, call), result).lacksThought()).isFalse();
    assertThat(turns(Histories.assistant(call), result).lacksThought()).isTrue();
    assertThat(
            turns(
                    Histories.assistant(call),
                    result,
                    Histories.assistant(new Part.Text("so")),
                    Histories.user("new question"))
                .lacksThought())
        .isFalse();
    assertThat(turns(Histories.user("x"), Histories.assistant(new Part.Text("{"))).lacksThought())
        .isTrue();
  }

  @Test
  void everyHistoryBecomesOneThatProvidersTake() {
    Property.forAll(
        5_000,
        Histories::any,
        messages -> {
          for (var anywhere : new boolean[] {false, true}) {
            for (var prefill : new boolean[] {false, true}) {
              var rules = Histories.rules(anywhere, prefill);
              check(Histories.turns(rules, messages.toArray(Message[]::new)), anywhere, prefill);
            }
          }
        });
  }

  private static void check(Turns turns, boolean systemAnywhere, boolean prefill) {
    var open = new ArrayList<String>();
    var seen = new HashSet<String>();
    var before = Message.Role.ASSISTANT;
    for (var turn : turns.turns()) {
      assertThat(turn.role()).isNotEqualTo(before);
      assertThat(turn.role() == Message.Role.SYSTEM).isIn(false, systemAnywhere);
      assertThat(turn.parts()).isNotEmpty();
      var results = new ArrayList<String>();
      for (var part : turn.parts()) {
        switch (part) {
          case Part.Text text -> assertThat(text.text()).isNotBlank();
          case Part.Refusal refusal -> assertThat(refusal.text()).isNotBlank();
          case Part.Reasoning thought -> assertThat(thought.signature()).isEqualTo("own");
          case Part.ToolResult result -> results.add(result.callId());
          case Part.ToolCall call -> {
            assertThat(turn.role()).isEqualTo(Message.Role.ASSISTANT);
            assertThat(call.id()).matches("[A-Za-z0-9_-]{1,40}");
            assertThat(seen.add(call.id())).isTrue();
          }
          case Part.Foreign foreign -> throw new AssertionError("none was there");
        }
      }
      assertThat(results).isEqualTo(open);
      assertThat(turn.parts().subList(0, results.size()))
          .allMatch(part -> part instanceof Part.ToolResult);
      assertThat(turn.parts().getLast()).isNotInstanceOf(Part.Reasoning.class);
      open.clear();
      for (var part : turn.parts()) {
        if (part instanceof Part.ToolCall call) {
          open.add(call.id());
        }
      }
      before = turn.role();
    }
    assertThat(open).isEmpty();
    assertThat(turns.turns().getFirst().role()).isEqualTo(Message.Role.USER);
    assertThat(turns.prefilled()).isIn(false, prefill);
  }
}
