package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Walks every event in every state; the table that comes out is the machine's contract. */
class RunTableTest {

  private static final Path TABLE = Path.of("src/test/resources/run/table.txt");
  private static final Failure FAILURE = Failure.of(ErrorCode.RATE_LIMITED, "slow down");
  private static final Chunk TEXT = new Chunk.Text(0, 0, "t", Extra.NONE);
  private static final Chunk USAGE = Chunk.Usage.UNKNOWN;

  private static Map<String, Consumer<Run>> events() {
    var events = new LinkedHashMap<String, Consumer<Run>>();
    events.put("begin", run -> run.begin(0));
    events.put("resolved", run -> run.resolved(0));
    events.put("connected", run -> run.connected(0));
    events.put("secured", run -> run.secured(0));
    events.put("sent", run -> run.sent(0));
    events.put("head good", run -> run.head(true, 0));
    events.put("head bad", run -> run.head(false, 0));
    events.put("activity", run -> run.activity(0));
    events.put("chunk without content", run -> run.chunk(USAGE, 0));
    events.put("chunk with content", run -> run.chunk(TEXT, 0));
    events.put("chunk end", run -> run.chunk(Chunk.End.END, 0));
    events.put("chunk failed", run -> run.chunk(new Chunk.Failed(FAILURE), 0));
    events.put("problem harmless", run -> run.chunk(new Chunk.Problem("ping", 7, "bad", false), 0));
    events.put(
        "problem in content", run -> run.chunk(new Chunk.Problem("delta", 7, "bad", true), 0));
    events.put("refused", run -> run.refused(FAILURE));
    events.put("broken", run -> run.broken(FAILURE));
    events.put("left", Run::left);
    events.put("interrupt", Run::interrupt);
    events.put("fault", Run::fault);
    for (var clock : Clock.values()) {
      events.put("clock " + clock, run -> run.tick(1));
    }
    return events;
  }

  /** Only the clock that the event names runs out in time. */
  private static RunSettings settings(String event) {
    var clocks = new EnumMap<Clock, Duration>(Clock.class);
    for (var clock : Clock.values()) {
      clocks.put(clock, Duration.ofNanos(event.equals("clock " + clock) ? 1 : 1000));
    }
    return new RunSettings(clocks);
  }

  private static void bring(Run run, State state) {
    if (state != State.FRESH) {
      run.begin(0);
    }
    if (state.compareTo(State.DIALLING) > 0) {
      run.sent(0);
    }
    switch (state) {
      case REFUSED -> run.head(false, 0);
      case AWAITING_CONTENT -> run.head(true, 0);
      case FLOWING -> {
        run.head(true, 0);
        run.chunk(TEXT, 0);
      }
      case ENDED -> {
        run.head(true, 0);
        run.chunk(Chunk.End.END, 0);
      }
      case FRESH, DIALLING, AWAITING_HEAD -> {}
    }
  }

  @Test
  void everyEventInEveryStateDoesWhatTheTableSays() throws IOException {
    var lines = new ArrayList<String>();
    for (var state : State.values()) {
      events().forEach((name, event) -> lines.add(line(state, name, event)));
    }
    var table = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(TABLE, table);
    }

    assertThat(table).isEqualTo(Files.readString(TABLE, StandardCharsets.UTF_8));
  }

  @Test
  void everyStateIsReachedAndEveryStateButTheLastCanEnd() throws IOException {
    var table = Files.readString(TABLE, StandardCharsets.UTF_8);

    for (var state : State.values()) {
      assertThat(table).contains("-> " + state);
      if (state != State.ENDED) {
        assertThat(table).containsPattern(state + " \\| left \\| .*-> ENDED");
      }
    }
  }

  private static String line(State state, String name, Consumer<Run> event) {
    var recorder = new Recorder();
    var run = new Run(settings(name), recorder);
    bring(run, state);
    assertThat(run.state()).isEqualTo(state);
    recorder.effects.clear();
    event.accept(run);
    var effects = recorder.effects.isEmpty() ? "nothing" : String.join(", ", recorder.effects);
    return state + " | " + name + " | " + effects + " -> " + run.state();
  }

  /** Writes down what a run wants. */
  static final class Recorder implements Effects {
    final List<String> effects = new ArrayList<>();

    @Override
    public void dial() {
      effects.add("dial");
    }

    @Override
    public void append(Chunk chunk) {
      effects.add(
          chunk instanceof Chunk.Failed failed
              ? "append Failed(" + failed.failure().code().wireName() + ")"
              : "append " + chunk.getClass().getSimpleName());
    }

    @Override
    public void commit() {
      effects.add("commit");
    }

    @Override
    public void complete() {
      effects.add("complete");
    }

    @Override
    public void hangUp() {
      effects.add("hang up");
    }

    @Override
    public void judge() {
      effects.add("judge");
    }
  }
}
