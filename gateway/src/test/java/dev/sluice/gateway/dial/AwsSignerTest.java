package dev.sluice.gateway.dial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ErrorCode;
import dev.sluice.dialect.ProviderCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsSignerTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  private static final AwsCredentialsProvider EXAMPLE =
      StaticCredentialsProvider.create(
          AwsSessionCredentials.create(
              "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "TOK"));
  private static final AwsCredentialsProvider NONE =
      () -> {
        throw SdkClientException.create("Unable to load credentials from any of the providers");
      };
  private static final ProviderCall CALL =
      new ProviderCall(
          "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream",
          Map.of(),
          "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}".getBytes(UTF_8),
          true);
  private static final Provider BEDROCK =
      new Provider(
          "bedrock",
          URI.create("https://bedrock-runtime.us-east-1.amazonaws.com"),
          new Credential.Aws("us-east-1"));

  @Test
  void signsAsTheGoldenVectorSays() {
    var proof = new AwsSigner(() -> EXAMPLE, NOON).sign(BEDROCK, "us-east-1", CALL);

    assertThat(headers(proof))
        .containsEntry("x-amz-date", "20261120T120000Z")
        .containsEntry("x-amz-security-token", "TOK")
        .containsEntry(
            "x-amz-content-sha256",
            "c3335e07d6e89650bf94cb98664be69f8774dbc3198df221f113db0a59ea14f0")
        .containsEntry(
            "authorization",
            "AWS4-HMAC-SHA256"
                + " Credential=AKIDEXAMPLE/20261120/us-east-1/bedrock/aws4_request,"
                + " SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;"
                + "x-amz-security-token,"
                + " Signature=aa95547bc117ef394402b683a11ae408c36bd14a869dd26bb1f3ca65cc05489f")
        .hasSize(4);
  }

  @Test
  void saysWhatToDoWhereThereAreNoCredentials() {
    var proof = new AwsSigner(() -> NONE, NOON).sign(BEDROCK, "us-east-1", CALL);

    assertThat(proof)
        .isInstanceOfSatisfying(
            Authorizer.Proof.Refused.class,
            refused -> {
              assertThat(refused.failure().code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
              assertThat(refused.failure().message())
                  .contains("provider bedrock: no AWS credentials found")
                  .contains("AWS_ACCESS_KEY_ID");
            });
  }

  @Test
  void theChainIsNotTouchedBeforeABedrockCall() throws IOException {
    var made = new AtomicInteger();
    var dialer =
        new HttpDialer(
            DialSettings.defaults(),
            InetAddress::getAllByName,
            () -> {
              made.incrementAndGet();
              return EXAMPLE;
            },
            NOON);
    try (var dialing = Dialing.with(dialer);
        var fake = FakeProvider.answering(Wire.whole("{}"))) {
      var url = "http://127.0.0.1:" + fake.port();
      dialing.whole(fake.provider(url, new Credential.Anonymous()));
      assertThat(made).hasValue(0);

      dialing.whole(fake.provider(url, new Credential.Aws("us-east-1")));
      dialing.whole(fake.provider(url, new Credential.Aws("us-east-1")));

      assertThat(made).hasValue(1);
      assertThat(fake.requests().get(1))
          .contains("\r\nauthorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/")
          .contains("\r\nhost: 127.0.0.1:" + fake.port() + "\r\n")
          .contains("\r\nx-amz-date: 20261120T120000Z\r\n");
    }
  }

  @Test
  void aCallWithoutCredentialsSendsNothing() throws IOException {
    var dialer =
        new HttpDialer(DialSettings.defaults(), InetAddress::getAllByName, () -> NONE, NOON);
    try (var dialing = Dialing.with(dialer);
        var fake = FakeProvider.answering(Wire.whole("{}"))) {
      var url = "http://127.0.0.1:" + fake.port();
      var heard = dialing.whole(fake.provider(url, new Credential.Aws("us-east-1")));

      assertThat(heard.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
      assertThat(heard.steps()).containsExactly("resolved", "connected", "broken");
      assertThat(fake.requests()).isEmpty();
      dialing.until(() -> dialing.dialer().openConnections() == 0);
    }
  }

  private static Map<String, String> headers(Authorizer.Proof proof) {
    return switch (proof) {
      case Authorizer.Proof.Headers headers -> headers.headers();
      case Authorizer.Proof.Refused refused -> throw new AssertionError(refused.failure());
    };
  }
}
