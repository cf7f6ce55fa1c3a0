package dev.sluice.proof.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Http2Wire;
import dev.sluice.proof.kit.Stage;
import dev.sluice.proof.kit.Tally;
import dev.sluice.proof.kit.Tongue;
import dev.sluice.proof.kit.Until;
import dev.sluice.proof.kit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The provider call ends with its client. Promised are 100 ms; asserted is ten-fold. */
class LeavingTest {

  private static final long LEFT_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
  private static final int MANY = 500;
  private static final int AT_ONCE = 50;
  private static final AtomicInteger NAMES = new AtomicInteger();

  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = Stage.open("", "--rate", "50");
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  private static String name() {
    return "leave" + NAMES.incrementAndGet() + "z";
  }

  private static String model(String name, Phase phase) {
    return "openai/" + name + "/" + phase.script();
  }

  /** Waits until the answer is in the phase. */
  private static void reach(LabCall call) throws Exception {
    Until.holds("the lab has the call", Duration.ofSeconds(10), call::begun);
  }

  private static long leftAfter(LabCall call, long leftAt) throws Exception {
    Until.holds(
        "the lab sees its client leave",
        Duration.ofSeconds(10),
        () -> call.leftNanos().isPresent());
    return call.leftNanos().orElseThrow() - leftAt;
  }

  private static long leaveOverHttp1(Phase phase, boolean reset) throws Exception {
    var name = name();
    var call = new LabCall(stage, name);
    try (var wire = Wire.to(stage.port(), phase.reads() ? 0 : 8 << 10)) {
      wire.send(Tongue.OPENAI.request(model(name, phase), phase.streamed()));
      reach(call);
      if (phase.visible()) {
        wire.until("\"content\":");
      }
      var at = System.nanoTime();
      if (reset) {
        wire.reset();
      } else {
        wire.halfClose();
      }
      return leftAfter(call, at);
    }
  }

  private static long leaveOverHttp2(Phase phase, boolean reset) throws Exception {
    var name = name();
    var call = new LabCall(stage, name);
    try (var wire = Http2Wire.to(stage.port(), phase.reads())) {
      wire.ask(Tongue.OPENAI, model(name, phase), phase.streamed());
      reach(call);
      if (phase.visible()) {
        assertThat(wire.status()).isEqualTo(200);
      }
      var at = System.nanoTime();
      if (reset) {
        wire.reset();
      } else {
        wire.leave();
      }
      return leftAfter(call, at);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFinOverHttp1EndsTheCall(Phase phase) throws Exception {
    assertThat(leaveOverHttp1(phase, false)).isLessThan(LEFT_NANOS_MAX);
    Tally.fault("C2 " + phase);
  }

  @ParameterizedTest
  @EnumSource
  void aResetOverHttp1EndsTheCall(Phase phase) throws Exception {
    assertThat(leaveOverHttp1(phase, true)).isLessThan(LEFT_NANOS_MAX);
    Tally.fault("C1 http/1.1 " + phase);
  }

  @ParameterizedTest
  @EnumSource
  void aResetStreamOverHttp2EndsTheCall(Phase phase) throws Exception {
    assertThat(leaveOverHttp2(phase, true)).isLessThan(LEFT_NANOS_MAX);
    Tally.fault("C1 http/2 " + phase);
  }

  @ParameterizedTest
  @EnumSource
  void aClosedConnectionOverHttp2EndsTheCall(Phase phase) throws Exception {
    assertThat(leaveOverHttp2(phase, false)).isLessThan(LEFT_NANOS_MAX);
    Tally.fault("C1 http/2 close " + phase);
  }

  @Test
  void nothingIsLeftBehindByFiveHundredOfEach() throws Exception {
    leaveOverHttp1(Phase.FLOWING, true);
    Until.holds("all is quiet", Duration.ofSeconds(10), LeavingTest::quiet);
    var descriptors = descriptors();
    var lines = lines();
    var nanos = Collections.synchronizedList(new ArrayList<Long>());

    for (var phase : Phase.values()) {
      nanos.addAll(many(phase, false));
      nanos.addAll(many(phase, true));
    }

    Until.holds("all is quiet again", Duration.ofSeconds(20), LeavingTest::quiet);
    // The pools keep idle provider connections; calls that were cancelled leave none.
    assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 8);
    var expected = lines + 2L * Phase.values().length * MANY;
    Until.holds("one line each", Duration.ofSeconds(20), () -> lines() == expected);
    Collections.sort(nanos);
    // Fifty at once leave a busy machine: one in a hundred may be late here, none alone.
    assertThat(nanos.get(nanos.size() * 99 / 100)).isLessThan(LEFT_NANOS_MAX);
    System.out.printf(
        "leaving: %d calls, p50 %.1f ms, p99 %.1f ms%n",
        nanos.size(), millis(nanos, 0.5), millis(nanos, 0.99));
  }

  /** Five hundred that leave in this phase, half of them by a reset, half by a close. */
  private static List<Long> many(Phase phase, boolean http2) throws Exception {
    var gate = new Semaphore(AT_ONCE);
    var leaving = new ArrayList<Future<Long>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < MANY; i++) {
        var reset = i % 2 == 0;
        leaving.add(
            threads.submit(() -> {
              gate.acquire();
              try {
                return http2 ? leaveOverHttp2(phase, reset) : leaveOverHttp1(phase, reset);
              } finally {
                gate.release();
              }
            }));
      }
    }
    var nanos = new ArrayList<Long>();
    for (var left : leaving) {
      nanos.add(left.get());
    }
    return nanos;
  }

  private static double millis(List<Long> sorted, double quantile) {
    return sorted.get((int) (quantile * (sorted.size() - 1))) / 1e6;
  }

  private static boolean quiet() throws Exception {
    return stage.metric("sluice_open_generations") == 0
        && stage.metric("sluice_open_timers") == 0
        && stage.metric("sluice_open_streams") == 0;
  }

  private static long descriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc", Long.toString(stage.gateway().pid()), "fd"))) {
      return all.count();
    }
  }

  private static long lines() {
    return stage.gateway().output().lines().filter(line -> line.contains("cancelled")).count();
  }
}
