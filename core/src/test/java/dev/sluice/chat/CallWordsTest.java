package dev.sluice.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallWordsTest {

  private static List<Chunk.ToolHead> told(CallWords words, Chunk.BlockStart... starts) {
    var heads = new ArrayList<Chunk.ToolHead>();
    var sink =
        words.before(chunk -> {
          if (chunk instanceof Chunk.BlockStart start && start.tool() != null) {
            heads.add(start.tool());
          }
        });
    for (var start : starts) {
      sink.accept(start);
    }
    return heads;
  }

  private static Chunk.BlockStart call(int choice, int block, String id, String name) {
    return new Chunk.BlockStart(
        choice, block, BlockKind.TOOL, new Chunk.ToolHead(id, name, ToolKind.FUNCTION), Extra.NONE);
  }

  @Test
  void tellsTheClientItsOwnName() {
    var words = new CallWords(Map.of("github_search_0", "github.search"), Set.of());

    assertThat(told(words, call(0, 0, "a", "github_search_0"), call(0, 1, "b", "other")))
        .extracting(Chunk.ToolHead::name)
        .containsExactly("github.search", "other");
  }

  @Test
  void givesAnIdThatTheHistoryHasAnother() {
    var words = new CallWords(Map.of(), Set.of("functions.f:0"));

    var ids =
        told(words, call(0, 0, "functions.f:0", "f"), call(0, 1, "functions.f:1", "f")).stream()
            .map(Chunk.ToolHead::callId)
            .toList();

    assertThat(ids.getFirst()).matches("call_[0-9A-Za-z]{24}");
    assertThat(ids.getLast()).isEqualTo("functions.f:1");
  }

  @Test
  void givesAnotherOneInEveryTurnAndKeepsItInTheHistory() {
    var first = told(new CallWords(Map.of(), Set.of("x")), call(0, 0, "x", "f")).getFirst();
    var history =
        Histories.turns(
            Histories.rules(false, true),
            Histories.assistant(Histories.call("x")),
            Histories.result("x", "1"),
            Histories.assistant(Histories.call(first.callId())),
            Histories.result(first.callId(), "2"));
    var asked =
        CallNames.of(
            Histories.request(List.of(), new ToolChoice.Unset(), Histories.user("u")),
            Histories.NAMES);

    assertThat(history.turns().toString()).contains("id=x", "id=" + first.callId());
    assertThat(told(history.words(asked), call(0, 0, "x", "f")).getFirst().callId())
        .isNotEqualTo("x")
        .isNotEqualTo(first.callId());
  }

  @Test
  void givesTwoCallsOfOneAnswerTwoIdsButChoicesDoNotMeet() {
    assertThat(
            told(CallWords.NONE, call(0, 0, "x", "f"), call(0, 1, "x", "f"), call(1, 0, "x", "f")))
        .extracting(Chunk.ToolHead::callId)
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo("x"),
            two -> assertThat(two).startsWith("call_"),
            other -> assertThat(other).isEqualTo("x"));
  }

  @Test
  void passesEverythingElseUntouched() {
    var chunks = new ArrayList<Chunk>();
    var text = new Chunk.Text(0, 0, "hi", Extra.NONE);
    var call = call(0, 1, "a", "f");
    var sink = CallWords.NONE.before(chunks::add);

    sink.accept(text);
    sink.accept(call);

    assertThat(chunks.getFirst()).isSameAs(text);
    assertThat(chunks.getLast()).isSameAs(call);
  }
}
