package dev.sluice.proof.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Stage;
import dev.sluice.proof.kit.Tally;
import dev.sluice.proof.kit.Tongue;
import dev.sluice.proof.kit.Wire;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that does not read holds its provider back, and holds little of our memory. */
class SlowReaderTest {

  private static final int SOCKET_BUFFER = 32 << 10;
  private static final long BETWEEN_BYTES_MAX = 256 << 10;
  private static final Pattern SENT = Pattern.compile("\"bytes_sent\":(\\d+)");

  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = Stage.open("", "--rate", "0", "--sndbuf", Integer.toString(SOCKET_BUFFER));
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource
  void theProviderIsHeldBack(Tongue client) throws Exception {
    var name = "slow" + client;
    var model = "openai/" + name + "/lab-text-n1000000-r0-k" + chunkBytes(client);
    try (var wire = Wire.to(stage.port(), SOCKET_BUFFER)) {
      wire.send(client.request(model, true));
      assertThat(wire.head().status()).isEqualTo(200);

      var sent = settled(name);

      System.out.printf("slow reader: %s lets the provider send %d bytes%n", client, sent);

      assertThat(sent).isBetween(1L, BETWEEN_BYTES_MAX);
      Tally.fault("C3 never read " + client);
    }
  }

  /**
   * Translated events are smaller than the provider's, so the client's own kernel buffer holds more
   * of the provider's bytes the shorter the tokens are; only between equal protocols do tokens of
   * any length keep the bound.
   */
  private static int chunkBytes(Tongue client) {
    return client == Tongue.OPENAI ? 8 : 200;
  }

  /** What the lab has sent once it sends no more. */
  private static long settled(String name) throws Exception {
    var before = -1L;
    var sent = sent(name);
    for (var same = 0; same < 20; same = sent == before ? same + 1 : 0) {
      LockSupport.parkNanos(50_000_000);
      before = sent;
      sent = sent(name);
    }
    return sent;
  }

  private static long sent(String name) throws Exception {
    var found = SENT.matcher(stage.labCalls(name));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
