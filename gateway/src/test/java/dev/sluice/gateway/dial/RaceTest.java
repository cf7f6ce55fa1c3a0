package dev.sluice.gateway.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTest {

  private static final String GOOD = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<InetAddress> addresses(String... literals) {
    var all = new ArrayList<InetAddress>();
    for (var literal : literals) {
      all.add(address(literal));
    }
    return all;
  }

  private static Dialing dialing(String... literals) {
    return Dialing.with(
        new HttpDialer(
            DialSettings.defaults(),
            _ -> addresses(literals).toArray(new InetAddress[0]),
            () -> {
              throw new AssertionError("no AWS here");
            },
            Clock.systemUTC()));
  }

  private static Provider provider(FakeProvider fake) {
    return fake.provider("http://many.test:" + fake.port(), new Credential.Anonymous());
  }

  /** Both wait 250 ms for each hole; ten times that is allowed. Waiting for them takes minutes. */
  private static void reachesItBehind(String... holes) throws IOException {
    var literals = new ArrayList<>(List.of(holes));
    literals.add("127.0.0.1");
    var open = new ArrayList<BlackHole>();
    try (var fake = FakeProvider.answering(GOOD);
        var dialing = dialing(literals.toArray(new String[0]))) {
      for (var hole : holes) {
        open.add(BlackHole.at(address(hole), fake.port()));
      }
      var begun = System.nanoTime();

      var heard = dialing.whole(provider(fake));

      var took = Duration.ofNanos(System.nanoTime() - begun);
      assertThat(heard.body()).isEqualTo("ok");
      assertThat(took)
          .isBetween(
              Duration.ofMillis(Race.DELAY_MILLIS * holes.length - 20),
              Duration.ofMillis(10 * Race.DELAY_MILLIS * holes.length));
      dialing.until(() -> dialing.dialer().openConnections() == 1);
    } finally {
      for (var hole : open) {
        hole.close();
      }
    }
  }

  @Test
  void aBlackHoleCostsAQuarterOfASecond() throws IOException {
    reachesItBehind("127.0.0.2");
  }

  @Test
  void everyBlackHoleCostsAQuarterOfASecondAndNoneStaysOpen() throws IOException {
    reachesItBehind("127.0.0.2", "127.0.0.3", "127.0.0.4");
  }

  @Test
  void anAddressOfTheOtherFamilyMayBeTheHole() throws IOException {
    reachesItBehind("::1");
  }

  @Test
  void anAddressThatRefusesCostsNothing() throws IOException {
    try (var fake = FakeProvider.answering(GOOD);
        var dialing = dialing("127.0.0.2", "127.0.0.3", "127.0.0.1")) {
      assertThat(dialing.whole(provider(fake)).body()).isEqualTo("ok");
      dialing.until(() -> dialing.dialer().openConnections() == 1);
    }
  }

  @Test
  void failsWhenEveryAddressHasRefused() throws IOException {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var dialing = dialing("127.0.0.2", "127.0.0.3")) {
      var heard =
          dialing.whole(
              new Provider(
                  "fake",
                  java.net.URI.create("http://many.test:" + closed.getLocalPort()),
                  new Credential.Anonymous()));

      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
      dialing.until(() -> dialing.dialer().openConnections() == 0);
    }
  }

  @Test
  void aCancelClosesEverySocketThatIsBeingOpened() throws IOException {
    try (var fake = FakeProvider.answering(GOOD);
        var one = BlackHole.at(address("127.0.0.2"), fake.port());
        var two = BlackHole.at(address("127.0.0.3"), fake.port());
        var dialing = dialing("127.0.0.2", "127.0.0.3")) {
      assertThat(one.port()).isEqualTo(two.port());
      var call = dialing.dial(provider(fake), new Heard());
      dialing.until(() -> dialing.dialer().openConnections() == 2);

      dialing.onLoop(call::cancel);

      dialing.until(() -> dialing.dialer().openConnections() == 0);
    }
  }

  @Test
  void familiesTakeTurnsAndTheFirstOnesOwnBegins() {
    assertThat(Race.inTurns(addresses("::1", "::2", "::3", "10.0.0.1", "10.0.0.2")))
        .isEqualTo(addresses("::1", "10.0.0.1", "::2", "10.0.0.2", "::3"));
    assertThat(Race.inTurns(addresses("10.0.0.1", "10.0.0.2", "::1")))
        .isEqualTo(addresses("10.0.0.1", "::1", "10.0.0.2"));
    assertThat(Race.inTurns(addresses("10.0.0.1"))).isEqualTo(addresses("10.0.0.1"));
  }
}
