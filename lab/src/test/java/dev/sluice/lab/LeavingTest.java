package dev.sluice.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lab notices at once that the other side has left, whatever it is doing. */
class LeavingTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int SEND_BUFFER = 32 << 10;

  private LabServer lab;

  @BeforeEach
  void start() throws IOException {
    lab = LabServer.start(LabSettings.defaults().sendBuffer(SEND_BUFFER));
  }

  @AfterEach
  void stop() throws IOException {
    lab.close();
  }

  private Json ended(String model) {
    var until = System.nanoTime() + 5 * SECOND;
    while (System.nanoTime() < until) {
      var call = lab.calls(model).at(0);
      if (call.has("ended_ns")) {
        return call;
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("not ended: " + lab.calls(model).write());
  }

  private long received(String model) {
    var until = System.nanoTime() + 5 * SECOND;
    while (lab.calls(model).items().isEmpty() && System.nanoTime() < until) {
      LockSupport.parkNanos(1_000_000);
    }
    return System.nanoTime();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lab-text-u10", "lab-text-u11", "lab-text-u12", "lab-big-r50", "lab-big-r0"})
  void noticesAFinAndAReset(String model) throws IOException {
    for (var reset : new boolean[] {true, false}) {
      var name = model + "-x" + (reset ? 1 : 2);
      var client = new RawClient(lab.port());
      client.send(RawClient.request(Protocol.CHAT, name, true, Json.obj(), ""));
      var left = received(name);
      if (reset) {
        client.reset();
      } else {
        client.close();
      }

      var call = ended(name);

      assertThat(call.get("ended").text()).isEqualTo("client_left");
      var delay = call.get("left_ns").number().orElseThrow().longValue() - left;
      assertThat(delay).isBetween(-SECOND, SECOND);
    }
    Settled.counter(lab, "open", "0");
    Settled.counter(lab, "left", "2");
  }

  @Test
  void stopsMakingWhenNobodyReads() throws IOException {
    try (var client = new RawClient(lab.port())) {
      client.send(RawClient.request(Protocol.CHAT, "lab-big-r0", true, Json.obj(), ""));
      received("lab-big-r0");
      var before = -1L;
      var now = sent();
      var until = System.nanoTime() + 10 * SECOND;
      while ((now != before || now == 0) && System.nanoTime() < until) {
        before = now;
        LockSupport.parkNanos(200_000_000);
        now = sent();
      }

      assertThat(now).isEqualTo(before).isGreaterThan(0).isLessThan(8 << 20);
    }
  }

  private long sent() {
    return lab.calls("lab-big-r0").at(0).get("bytes_sent").number().orElseThrow().longValue();
  }
}
