package dev.sluice.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.lab.aws.EventFrame;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2: by ALPN over TLS with the JDK's client, and by prior knowledge on the clear port. */
class Http2Test {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static Path keystore;

  @BeforeAll
  static void makeKey() throws IOException, InterruptedException {
    keystore = folder.resolve("lab.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "lab",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static HttpClient client(HttpClient.Version version)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(keystore)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).version(version).build();
  }

  private static HttpRequest request(int port, String model) {
    return HttpRequest.newBuilder(
            URI.create("https://localhost:" + port + "/model/" + model + "/converse-stream"))
        .header("authorization", "Bearer k")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}"))
        .build();
  }

  @Test
  void speaksBothVersionsByAlpn()
      throws IOException, GeneralSecurityException, InterruptedException {
    try (var lab = LabServer.start(LabSettings.defaults().rate(0).tls(keystore, PASSWORD))) {
      for (var version : HttpClient.Version.values()) {
        try (var client = client(version)) {
          var got =
              client.send(request(lab.port(), "lab-text"), HttpResponse.BodyHandlers.ofByteArray());

          assertThat(got.version()).isEqualTo(version);
          assertThat(EventFrame.decodeAll(got.body())).hasSizeGreaterThan(20);
        }
      }
      Settled.counter(lab, "completed", "2");
      assertThat(lab.calls("").at(1).get("http").text()).isEqualTo("2");
    }
  }

  @Test
  void resetsTheStreamOnly() throws IOException, GeneralSecurityException, InterruptedException {
    try (var lab = LabServer.start(LabSettings.defaults().rate(0).tls(keystore, PASSWORD));
        var client = client(HttpClient.Version.HTTP_2)) {
      assertThatThrownBy(() ->
              client.send(
                  request(lab.port(), "lab-text-u7"), HttpResponse.BodyHandlers.ofByteArray()))
          .isInstanceOf(IOException.class);

      var got =
          client.send(request(lab.port(), "lab-text"), HttpResponse.BodyHandlers.ofByteArray());
      assertThat(got.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void noticesThatAStreamIsCancelled()
      throws IOException, GeneralSecurityException, InterruptedException {
    try (var lab = LabServer.start(LabSettings.defaults().rate(0).tls(keystore, PASSWORD));
        var client = client(HttpClient.Version.HTTP_2)) {
      var got =
          client.send(
              request(lab.port(), "lab-text-u12"), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(got.body().read()).isZero();
      got.body().close();

      var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (!lab.calls("").at(0).has("left_ns") && System.nanoTime() < until) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(lab.calls("").at(0).get("ended").text()).isEqualTo("client_left");
    }
  }

  @Test
  void takesThePrefaceOnTheClearPort() throws IOException {
    try (var lab = LabServer.start(LabSettings.defaults());
        var client = new RawClient(lab.port())) {
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0");

      var frame =
          ByteBuffer.wrap(client.read(9).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

      assertThat(frame.get(3)).as("the type SETTINGS").isEqualTo((byte) 4);
      assertThat(new String(frame.array(), UTF_8)).hasSizeGreaterThan(0);
    }
  }
}
