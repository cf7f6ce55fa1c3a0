package dev.sluice.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkRules;
import dev.sluice.chat.Extra;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequencerTest {

  private final List<Chunk> out = new ArrayList<>();
  private final Sequencer sequencer = new Sequencer(out::add);

  private static Chunk call(int block) {
    var head = new Chunk.ToolHead("c" + block, "f", ToolKind.FUNCTION);
    return new Chunk.BlockStart(0, block, BlockKind.TOOL, head, Extra.NONE);
  }

  private static Chunk text(int block) {
    return new Chunk.BlockStart(0, block, BlockKind.TEXT, null, Extra.NONE);
  }

  private static Chunk says(int block, String text) {
    return new Chunk.Text(0, block, text, Extra.NONE);
  }

  private static Chunk arguments(int block, String json) {
    return new Chunk.Arguments(0, block, json, Extra.NONE);
  }

  private static Chunk end(int block) {
    return new Chunk.BlockEnd(0, block);
  }

  private void feed(Chunk... chunks) {
    for (var chunk : chunks) {
      sequencer.accept(chunk);
    }
  }

  @Test
  void letsWhatIsInOrderPass() {
    var chunks = List.of(text(0), says(0, "a"), end(0), call(1), arguments(1, "{}"), end(1));

    chunks.forEach(sequencer::accept);

    assertThat(out).isEqualTo(chunks);
  }

  @Test
  void leavesOtherChoicesOut() {
    feed(
        text(0),
        new Chunk.BlockStart(1, 0, BlockKind.TEXT, null, Extra.NONE),
        says(0, "a"),
        new Chunk.Text(1, 0, "b", Extra.NONE),
        end(0),
        new Chunk.BlockEnd(1, 0),
        new Chunk.Finish(1, FinishReason.LENGTH, null, null, Extra.NONE));

    assertThat(out).containsExactly(text(0), says(0, "a"), end(0));
  }

  @Test
  void putsInterleavedCallsOneBehindTheOther() {
    feed(
        call(0),
        call(1),
        arguments(0, "{\"a\""),
        arguments(1, "{\"b\""),
        arguments(0, ":\"}\"}"),
        arguments(1, ":2}"),
        end(0),
        end(1));

    assertThat(out)
        .containsExactly(
            call(0),
            arguments(0, "{\"a\""),
            arguments(0, ":\"}\"}"),
            end(0),
            call(1),
            arguments(1, "{\"b\""),
            arguments(1, ":2}"),
            end(1));
  }

  @Test
  void closesACompleteCallAsSoonAsAnotherBlockSpeaks() {
    feed(call(0), arguments(0, "{\"a\":1}"), text(1), says(1, "now"));

    assertThat(out)
        .containsExactly(call(0), arguments(0, "{\"a\":1}"), end(0), text(1), says(1, "now"));

    feed(end(0), says(1, "!"), end(1));
    assertThat(out).endsWith(says(1, "now"), says(1, "!"), end(1));
  }

  @Test
  void keepsTheGrammarWithManyBlocks() {
    var rules = new ChunkRules();
    feed(new Chunk.Start("id", "m", "p", 1, null, Extra.NONE));
    for (var block = 0; block < 5; block++) {
      feed(call(block));
    }
    for (var round = 0; round < 3; round++) {
      for (var block = 4; block >= 0; block--) {
        feed(arguments(block, round == 0 ? "{" : round == 1 ? "\"k\":1" : "}"));
      }
    }
    for (var block = 0; block < 5; block++) {
      feed(end(block));
    }
    feed(new Chunk.Finish(0, FinishReason.TOOL_CALLS, null, null, Extra.NONE), Chunk.End.END);

    for (var chunk : out) {
      assertThat(rules.check(chunk)).isEmpty();
    }
    assertThat(out).hasSize(1 + 5 * 5 + 2);
  }

  @Test
  void failsWhenTooMuchWaits() {
    feed(call(0), call(1));
    for (var i = 0; i < 40; i++) {
      feed(arguments(1, "x".repeat(1 << 20)));
    }

    assertThat(out.getLast()).isInstanceOf(Chunk.Failed.class);
  }
}
