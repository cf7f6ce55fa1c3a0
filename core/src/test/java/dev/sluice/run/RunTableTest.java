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
    events.put("resolved", run -> run.resolved(1, 0));
    events.put("connected", run -> run.connected(1, 0));
    events.put("secured", run -> run.secured(1, 0));
    events.put("proving", run -> run.proving(1, 0));
    events.put("sent", run -> run.sent(1, 0));
    events.put("sending", run -> run.sending(1, 0));
    events.put("written", run -> run.written(1, 0));
    events.put("head good", run -> run.head(1, true, 0));
    events.put("head bad", run -> run.head(1, false, 0));
    events.put("activity", run -> run.activity(1, 0));
    events.put("chunk without content", run -> run.chunk(1, USAGE, 0));
    events.put("chunk with content", run -> run.chunk(1, TEXT, 0));
    events.put("chunk end", run -> run.chunk(1, Chunk.End.END, 0));
    events.put("chunk failed", run -> run.chunk(1, new Chunk.Failed(FAILURE), 0));
    events.put(
        "problem harmless", run -> run.chunk(1, new Chunk.Problem("ping", 7, "bad", false), 0));
    events.put(
        "problem in content", run -> run.chunk(1, new Chunk.Problem("delta", 7, "bad", true), 0));
    events.put("finish told", run -> run.finished(1, true, 0));
    events.put("refused", run -> run.refused(1, FAILURE));
    events.put("broken", run -> run.broken(1, FAILURE));
    events.put("left", Run::left);
    events.put("stop", Run::stop);
    events.put("interrupt", Run::interrupt);
    events.put("fault", Run::fault);
    for (var clock : Clock.values()) {
      events.put(
          "clock " + clock,
          run -> {
            run.finished(1, clock == Clock.END_GRACE, 0);
            run.tick(1);
          });
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
      run.sent(1, 0);
    }
    if (state.compareTo(State.SENDING) > 0) {
      run.written(1, 0);
    }
    switch (state) {
      case REFUSED -> run.head(1, false, 0);
      case AWAITING_CONTENT -> run.head(1, true, 0);
      case FLOWING -> {
        run.head(1, true, 0);
        run.chunk(1, TEXT, 0);
      }
      case ENDED -> {
        run.head(1, true, 0);
        run.chunk(1, Chunk.End.END, 0);
      }
      case FRESH, DIALLING, SENDING, AWAITING_HEAD -> {}
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

  @Test
  void whatAnotherAttemptSaysChangesNothing() {
    for (var state : State.values()) {
      var recorder = new Recorder();
      var run = new Run(settings(""), recorder);
      bring(run, state);
      recorder.effects.clear();

      run.resolved(2, 0);
      run.connected(2, 0);
      run.secured(2, 0);
      run.proving(2, 0);
      run.sent(2, 0);
      run.sending(2, 0);
      run.written(2, 0);
      run.head(2, true, 0);
      run.activity(2, 0);
      run.chunk(2, TEXT, 0);
      run.refused(2, FAILURE);
      run.broken(2, FAILURE);

      assertThat(recorder.effects).isEmpty();
      assertThat(run.state()).isEqualTo(state);
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
    public void dial(int attempt) {
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
    public void dropRequest() {
      effects.add("drop request");
    }

    @Override
    public void conclude(int attempt) {
      effects.add("conclude");
    }

    @Override
    public void complete(int attempt) {
      effects.add("complete");
    }

    @Override
    public void hangUp(int attempt) {
      effects.add("hang up");
    }

    @Override
    public void judge(int attempt) {
      effects.add("judge");
    }
  }
}
