package dev.sluice.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkRulesTest {

  private static final Chunk START = new Chunk.Start("id", "m", "p", 1, null, Extra.NONE);
  private static final Chunk FINISH =
      new Chunk.Finish(0, FinishReason.STOP, "stop", null, Extra.NONE);

  private static Chunk opens(int block, BlockKind kind) {
    var tool = kind == BlockKind.TOOL ? new Chunk.ToolHead("c", "f", ToolKind.FUNCTION) : null;
    return new Chunk.BlockStart(0, block, kind, tool, Extra.NONE);
  }

  private static Chunk text(int block) {
    return new Chunk.Text(0, block, "t", Extra.NONE);
  }

  private static Chunk closes(int block) {
    return new Chunk.BlockEnd(0, block);
  }

  private static List<String> violations(Chunk... chunks) {
    var rules = new ChunkRules();
    var found = new ArrayList<String>();
    for (var chunk : chunks) {
      rules.check(chunk).ifPresent(found::add);
    }
    return found;
  }

  @Test
  void acceptsAWholeAnswer() {
    assertThat(
            violations(
                START,
                opens(0, BlockKind.TEXT),
                text(0),
                text(0),
                closes(0),
                opens(1, BlockKind.TOOL),
                new Chunk.Arguments(0, 1, "{}", Extra.NONE),
                closes(1),
                FINISH,
                Chunk.Usage.UNKNOWN,
                Chunk.End.END))
        .isEmpty();
  }

  @Test
  void forgivesOpenBlocksAfterAFailure() {
    var failed = new Chunk.Failed(Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "cut"));

    assertThat(violations(failed)).isEmpty();
    assertThat(violations(START, opens(0, BlockKind.TEXT), text(0), failed)).isEmpty();
  }

  @Test
  void namesEachViolation() {
    assertThat(violations(text(0))).containsExactly("Text before the start");
    assertThat(violations(START, START)).containsExactly("a second start");
    assertThat(violations(START, text(0))).containsExactly("Text for block 0, which is not open");
    assertThat(violations(START, opens(1, BlockKind.TEXT)))
        .containsExactly("block 1 opens where 0 is next");
    assertThat(violations(START, opens(0, BlockKind.REASONING), text(0)))
        .containsExactly("Text for block 0, which is REASONING");
    assertThat(violations(START, opens(0, BlockKind.TEXT), text(0), closes(0), text(0)))
        .containsExactly("Text for block 0, which is not open");
    assertThat(violations(START, opens(0, BlockKind.TEXT), FINISH))
        .containsExactly("finish while blocks are open: [0]");
    assertThat(violations(START, FINISH, FINISH)).containsExactly("a second finish of choice 0");
    assertThat(violations(START, opens(0, BlockKind.TEXT), closes(0), Chunk.End.END))
        .containsExactly("end before the finish of choice 0");
    assertThat(violations(START, FINISH, Chunk.End.END, text(0)))
        .containsExactly("a chunk follows the terminal one: Text");
  }
}
