package dev.sluice.gateway.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.dial.Credential.Secret;
import dev.sluice.gateway.dial.Finding.Outcome;
import dev.sluice.gateway.dial.Finding.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class ProbeTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  private static final Secret KEY = new Secret("sk-canary");

  private final Dialing dialing = Dialing.start();

  @AfterEach
  void stop() {
    dialing.close();
  }

  @Test
  void findsEverythingInOrder() throws Exception {
    try (var fake = FakeProvider.answering(dated("200 OK", "Fri, 20 Nov 2026 11:59:50 GMT"))) {
      var findings = probe(url(fake), new Credential.Bearer(KEY));

      assertThat(findings).extracting(Finding::step).containsExactly(Step.values());
      assertThat(findings)
          .extracting(Finding::outcome)
          .containsExactly(
              Outcome.OK, Outcome.OK, Outcome.OK, Outcome.SKIPPED, Outcome.OK, Outcome.OK);
      assertThat(findings.get(4).text()).isEqualTo("this machine is 10 s ahead of the provider");
      assertThat(findings.toString()).doesNotContain("canary");
    }
  }

  @Test
  void saysThatAKeyIsMissing() throws Exception {
    var findings = probe("http://127.0.0.1:1", new Credential.Bearer(new Secret(" ")));

    assertThat(findings.get(0).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(findings.get(0).advice()).contains("key-file");
    assertThat(findings.get(5).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void saysThatTheNameDoesNotResolve() throws Exception {
    var findings = probe("http://provider.invalid", new Credential.Anonymous());

    assertThat(findings.get(1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(findings.get(1).text()).isEqualTo("provider.invalid does not resolve");
    assertThat(findings.get(2).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void saysThatThePortIsClosed() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var findings = probe("http://127.0.0.1:" + port, new Credential.Anonymous());

    assertThat(findings.get(1).outcome()).isEqualTo(Outcome.OK);
    assertThat(findings.get(2).text()).isEqualTo("port " + port + " does not accept connections");
    assertThat(findings.get(5).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void saysThatTheServerDoesNotSpeakTls() throws Exception {
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.send("HTTP/1.1 400 Bad Request\r\n\r\n");
          line.awaitLeft();
        })) {
      var findings = probe("https://127.0.0.1:" + fake.port(), new Credential.Anonymous());

      assertThat(findings.get(2).outcome()).isEqualTo(Outcome.OK);
      assertThat(findings.get(3).text()).contains("should base-url be http?");
    }
  }

  @Test
  void saysThatTheClockIsWrong() throws Exception {
    try (var fake = FakeProvider.answering(dated("200 OK", "Fri, 20 Nov 2026 12:10:00 GMT"))) {
      var finding = probe(url(fake), new Credential.Anonymous()).get(4);

      assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(finding.text()).isEqualTo("this machine is 600 s behind the provider");
      assertThat(finding.advice()).contains("NTP");
    }
  }

  @Test
  void saysThatTheKeyIsRefused() throws Exception {
    try (var fake = FakeProvider.answering(dated("401 Unauthorized", "x"))) {
      var findings = probe(url(fake), new Credential.Bearer(KEY));

      assertThat(findings.get(5).text()).isEqualTo("the provider answers 401");
      assertThat(findings.get(5).advice()).contains("the key is refused");
      assertThat(findings.get(4).outcome()).isEqualTo(Outcome.SKIPPED);
    }
  }

  @Test
  void saysThatNoAnswerCame() throws Exception {
    try (var fake =
        FakeProvider.start((line, _) -> {
          line.request();
          line.awaitLeft();
        })) {
      var findings =
          new Probe(dialing.dialer(), dialing.loop(), NOON, Duration.ofMillis(300))
              .check(fake.provider(), Dialing.CALL);

      assertThat(findings.get(5).text()).isEqualTo("no answer within 0 s");
      assertThat(fake.left()).isPositive();
    }
  }

  @Test
  void saysThatThereAreNoAwsCredentials() throws Exception {
    var dialer =
        new HttpDialer(
            DialSettings.defaults(),
            InetAddress::getAllByName,
            () ->
                () -> {
                  throw SdkClientException.create("none");
                },
            NOON);
    try (var aws = Dialing.with(dialer);
        var fake = FakeProvider.answering(dated("200 OK", "x"))) {
      var findings =
          new Probe(dialer, aws.loop(), NOON, Duration.ofSeconds(10))
              .check(fake.provider(url(fake), new Credential.Aws("us-east-1")), Dialing.CALL);

      assertThat(findings.get(0).text()).isEqualTo("no AWS credentials found");
      assertThat(findings.get(0).advice()).contains("AWS_PROFILE");
      assertThat(findings.get(5).outcome()).isEqualTo(Outcome.SKIPPED);
    }
  }

  private List<Finding> probe(String url, Credential credential)
      throws InterruptedException, IOException {
    try (var fake = FakeProvider.answering("")) {
      return new Probe(dialing.dialer(), dialing.loop(), NOON, Duration.ofSeconds(10))
          .check(fake.provider(url, credential), Dialing.CALL);
    }
  }

  private static String url(FakeProvider fake) {
    return "http://127.0.0.1:" + fake.port();
  }

  private static String dated(String status, String date) {
    return Wire.head("HTTP/1.1 " + status, "Date: " + date, "Content-Length: 2") + "{}";
  }
}
