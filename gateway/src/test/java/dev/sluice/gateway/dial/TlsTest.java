package dev.sluice.gateway.dial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS to providers, with certificates that are right and wrong. */
class TlsTest {
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final String GOOD = Wire.stream() + Wire.chunk("secret") + Wire.LAST_CHUNK;

  @TempDir static Path directory;
  private static Keystores keys;

  private final Dialing dialing = Dialing.start();

  @BeforeAll
  static void make() throws IOException, GeneralSecurityException {
    var here = "dns:provider.test,ip:127.0.0.1";
    keys = Keystores.in(directory);
    keys.signed("valid", here, "-1H");
    keys.signed("expired", here, "-10d");
    keys.signed("early", here, "+2d");
    keys.signed("other", "dns:elsewhere.example", "-1H");
    keys.selfSigned("unknown", here);
    System.setProperty(STORE, keys.trust().toString());
    System.setProperty(PASSWORD, Keystores.PASSWORD);
  }

  @AfterAll
  static void forget() {
    System.clearProperty(STORE);
    System.clearProperty(PASSWORD);
  }

  @AfterEach
  void stop() {
    dialing.close();
  }

  @Test
  void talksToAProviderThatItTrusts() throws Exception {
    try (var fake = FakeProvider.start(server("valid"), TlsTest::good)) {
      var heard = dialing.whole(secure(fake));

      assertThat(heard.steps())
          .containsExactly("resolved", "connected", "secured", "sent", "head", "ended");
      assertThat(heard.body()).isEqualTo("secret");
      assertThat(dialing.whole(secure(fake)).steps()).containsExactly("sent", "head", "ended");
    }
  }

  @Test
  void namesTheHostInItsHello() throws Exception {
    var names = new StringBuilder();
    var dialer =
        new HttpDialer(
            DialSettings.defaults(),
            _ -> new InetAddress[] {InetAddress.getLoopbackAddress()},
            () -> {
              throw new AssertionError("no AWS here");
            },
            Clock.systemUTC());
    try (var named = Dialing.with(dialer);
        var fake =
            FakeProvider.start(
                server("valid"),
                (line, _) -> {
                  line.request();
                  var session = (ExtendedSSLSession) ((SSLSocket) line.socket()).getSession();
                  names.append(session.getRequestedServerNames());
                  line.send(GOOD);
                  line.awaitLeft();
                })) {
      var heard =
          named.whole(
              fake.provider("https://provider.test:" + fake.port(), new Credential.Anonymous()));

      assertThat(heard.body()).isEqualTo("secret");
      assertThat(names.toString()).contains("provider.test");
    }
  }

  @Test
  void refusesAnExpiredCertificate() throws Exception {
    refused(server("expired"), "provider fake: its TLS certificate has expired");
  }

  @Test
  void refusesACertificateFromTheFuture() throws Exception {
    refused(server("early"), "not valid yet");
  }

  @Test
  void refusesACertificateForAnotherHost() throws Exception {
    refused(server("other"), "provider fake: its TLS certificate is for another host name");
  }

  @Test
  void refusesAnUnknownIssuer() throws Exception {
    refused(server("unknown"), "its TLS certificate comes from an unknown issuer");
  }

  @Test
  void aConnectionThatEndsWithinTheHandshakeIsUnreachable() throws Exception {
    try (var fake =
        FakeProvider.start((line, _) -> {
          var _ = line.socket().getInputStream().read();
          line.socket().shutdownOutput();
          line.awaitLeft();
        })) {
      var heard = dialing.whole(secure(fake));

      assertThat(heard.failure().message()).contains("broke during the TLS handshake");
      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
    }
  }

  @Test
  void saysWhereAServerDoesNotSpeakTls() throws Exception {
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.send("HTTP/1.1 400 Bad Request\r\n\r\n");
          line.awaitLeft();
        })) {
      var heard = dialing.whole(secure(fake));

      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_TLS);
      assertThat(heard.failure().message()).contains("should base-url be http?");
      Tally.fault("u4 plain");
    }
  }

  @Test
  void oldProtocolsAreNotSpoken() throws Exception {
    // The JDK switches TLS 1.0 off in servers too, so this one refuses our hello by its alert.
    var alert = new byte[] {21, 3, 1, 0, 2, 2, 70};
    try (var fake =
        FakeProvider.start((line, _) -> {
          var _ = line.socket().getInputStream().read();
          line.send(alert);
          line.awaitLeft();
        })) {
      var heard = dialing.whole(secure(fake));

      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_TLS);
      assertThat(heard.failure().message()).contains("no TLS version that we accept");
      Tally.fault("u4 TLS 1.0");
    }
  }

  @Test
  void aStalledHandshakeCanBeCancelled() throws Exception {
    var begun = new CountDownLatch(1);
    try (var fake =
        FakeProvider.start((line, _) -> {
          var _ = line.socket().getInputStream().read();
          begun.countDown();
          line.awaitLeft();
        })) {
      var heard = new Heard();
      var call = dialing.dial(secure(fake), heard);
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      long at = System.nanoTime();
      dialing.onLoop(call::cancel);

      assertThat(fake.left() - at).isLessThan(1_000_000_000L);
      assertThat(heard.steps()).containsExactly("resolved", "connected");
      Tally.fault("u4 stall");
    }
  }

  @Test
  void cancelClosesAtOnce() throws Exception {
    try (var fake =
        FakeProvider.start(
            server("valid"),
            (line, _) -> {
              line.request();
              line.send(Wire.stream() + Wire.chunk("x"));
              line.awaitLeft();
            })) {
      var heard = new Heard();
      var call = dialing.dial(secure(fake), heard);
      heard.await(() -> heard.reads() > 0);
      long at = System.nanoTime();
      dialing.onLoop(call::cancel);

      assertThat(fake.left() - at).isLessThan(1_000_000_000L);
    }
  }

  @Test
  void closeNotifyIsTheEndOfABodyWithoutLength() throws Exception {
    try (var fake =
        FakeProvider.start(
            server("valid"),
            (line, _) -> {
              line.request();
              line.send(Wire.head("HTTP/1.1 200 OK") + "data: x");
              line.finish();
            })) {
      assertThat(dialing.whole(secure(fake)).steps()).endsWith("head", "ended");
    }
  }

  @Test
  void aBareFinIsNotTheEndOfABodyWithoutLength() throws Exception {
    var context = keys.context("valid");
    try (var fake =
        FakeProvider.start((line, _) -> {
          var plain = line.socket();
          var tls =
              (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, false);
          tls.setUseClientMode(false);
          assertThat(tls.getInputStream().read()).isEqualTo('P');
          tls.getOutputStream()
              .write((Wire.head("HTTP/1.1 200 OK") + "data: x").getBytes(ISO_8859_1));
          plain.shutdownOutput();
          line.awaitLeft();
        })) {
      var heard = dialing.whole(secure(fake));

      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_TRUNCATED);
      Tally.fault("u8 TLS without close_notify");
    }
  }

  private void refused(SSLServerSocket server, String message) throws IOException {
    try (var fake = FakeProvider.start(server, TlsTest::good)) {
      var heard = dialing.whole(secure(fake));

      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_TLS);
      assertThat(heard.failure().message()).contains(message);
      assertThat(heard.steps()).containsExactly("resolved", "connected", "broken");
      assertThat(fake.requests()).isEmpty();
      dialing.until(() -> dialing.dialer().openConnections() == 0);
      Tally.fault("u4 " + message.substring(message.length() - 12));
    }
  }

  private static void good(FakeProvider.Line line, int connection) throws IOException {
    while (!line.request().isEmpty()) {
      line.send(GOOD);
    }
  }

  private static Provider secure(FakeProvider fake) {
    return fake.provider("https://127.0.0.1:" + fake.port() + "/v1", new Credential.Anonymous());
  }

  private static SSLServerSocket server(String alias) throws IOException, GeneralSecurityException {
    return (SSLServerSocket)
        keys.context(alias)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }
}
