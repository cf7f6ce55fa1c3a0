package dev.sluice.gateway.dial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dialect.ProviderCall;
import dev.sluice.gateway.dial.Credential.Secret;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpDialerTest {
  private static final String CHUNKED =
      Wire.stream() + Wire.chunk("hello") + Wire.chunk(" world") + Wire.LAST_CHUNK;

  private final Dialing dialing = Dialing.start();

  @AfterEach
  void stop() {
    dialing.close();
  }

  @Test
  void tellsEachStepOfAFreshConnection() throws IOException {
    try (var fake = FakeProvider.answering(CHUNKED)) {
      var heard = dialing.whole(fake.provider());

      assertThat(heard.steps()).containsExactly("resolved", "connected", "sent", "head", "ended");
      assertThat(heard.body()).isEqualTo("hello world");
      assertThat(heard.head().status()).isEqualTo(200);
      assertThat(heard.head().header("content-type")).isEqualTo("text/event-stream");
    }
  }

  @Test
  void tellsHowASmallRequestGoesOut() throws IOException {
    try (var fake = FakeProvider.answering(CHUNKED)) {
      assertThat(dialing.whole(fake.provider()).upload())
          .containsExactly("proving", "sent", "written");
    }
  }

  @Test
  void worksOverNioToo() throws IOException {
    try (var nio = Dialing.overNio();
        var fake = FakeProvider.answering(CHUNKED)) {
      assertThat(nio.whole(fake.provider()).body()).isEqualTo("hello world");
    }
  }

  @Test
  void gathersTheChunksOfOneReadIntoOneCall() throws IOException {
    try (var fake = FakeProvider.answering(CHUNKED)) {
      assertThat(dialing.whole(fake.provider()).reads()).isEqualTo(1);
    }
  }

  @Test
  void writesTheRequestThatTheCallNamesAndNothingElse() throws IOException {
    try (var fake = FakeProvider.answering(CHUNKED)) {
      var heard = new Heard();
      var call =
          new ProviderCall(
              "/model/a%3Ab/converse",
              Map.of("anthropic-version", "2023-06-01"), "{}".getBytes(UTF_8), false);
      dialing.dial(
          fake.provider(
              "http://127.0.0.1:" + fake.port(), new Credential.Bearer(new Secret("sk-1"))),
          call,
          heard);
      heard.awaitOver();

      assertThat(fake.requests().get(0).lines())
          .containsExactlyInAnyOrder(
              "POST /model/a%3Ab/converse HTTP/1.1",
              "host: 127.0.0.1:" + fake.port(),
              "content-type: application/json",
              "accept-encoding: identity",
              "user-agent: " + DialSettings.defaults().userAgent(),
              "anthropic-version: 2023-06-01",
              "authorization: Bearer sk-1",
              "content-length: 2",
              "",
              "{}");
    }
  }

  @Test
  void putsAKeyIntoItsOwnHeader() throws IOException {
    try (var fake = FakeProvider.answering(CHUNKED)) {
      var credential = new Credential.HeaderKey("x-api-key", new Secret("k"));
      dialing.whole(fake.provider("http://127.0.0.1:" + fake.port() + "/v1", credential));

      assertThat(fake.requests().get(0))
          .startsWith("POST /v1/chat/completions HTTP/1.1\r\n")
          .contains("\r\nx-api-key: k\r\n")
          .doesNotContain("authorization");
    }
  }

  @Test
  void sendsAKeyAsBearerWhereTheCallWantsIt() throws IOException {
    try (var fake = FakeProvider.answering(CHUNKED)) {
      var credential = new Credential.HeaderKey("x-api-key", new Secret("k"));
      var call = new ProviderCall("/v1/messages", Map.of(), new byte[] {'{', '}'}, true, true);
      var heard = new Heard();
      dialing.dial(fake.provider("http://127.0.0.1:" + fake.port(), credential), call, heard);
      heard.awaitOver();

      assertThat(fake.requests().get(0))
          .contains("\r\nauthorization: Bearer k\r\n")
          .doesNotContain("x-api-key");
    }
  }

  @Test
  void refusesAKeyThatIsNoHeaderValueWithoutShowingIt() throws IOException {
    try (var fake = FakeProvider.answering(CHUNKED)) {
      var credential = new Credential.Bearer(new Secret("sk-1\r\nevil: 1"));
      var heard = dialing.whole(fake.provider("http://127.0.0.1:" + fake.port(), credential));

      assertThat(heard.failure().message()).doesNotContain("sk-1").doesNotContain("evil");
      assertThat(fake.requests()).isEmpty();
    }
  }

  @Test
  void triesTheNextAddressOfANameWhenOneRefuses() throws IOException {
    try (var fake = FakeProvider.answering(CHUNKED)) {
      var heard =
          dialing.whole(
              fake.provider("http://localhost:" + fake.port(), new Credential.Anonymous()));

      assertThat(heard.body()).isEqualTo("hello world");
    }
  }

  @Test
  void hearsAnAnswerThatComesBeforeTheRequestWasRead() throws IOException, InterruptedException {
    var answer =
        Wire.head("HTTP/1.1 413 Content Too Large", "Content-Length: 2", "Connection: close")
            + "no";
    try (var fake =
        FakeProvider.start((line, _) -> {
          var _ = line.socket().getInputStream().read();
          line.send(answer);
          // With bytes unread, this is a reset.
        })) {
      var heard = new Heard();
      var call = new ProviderCall("/", Map.of(), new byte[8 << 20], false);
      dialing.dial(fake.provider(), call, heard);

      assertThat(heard.awaitOver().head().status()).isEqualTo(413);
      assertThat(heard.body()).isEqualTo("no");
      dialing.until(() -> dialing.dialer().openConnections() == 0);
    }
  }

  @Test
  void sendsABodyOfManyMegabytes() throws IOException {
    try (var fake = FakeProvider.answering(CHUNKED)) {
      var heard = new Heard();
      var call = new ProviderCall("/", Map.of(), "x".repeat(8 << 20).getBytes(UTF_8), false);
      dialing.dial(fake.provider(), call, heard);

      assertThat(heard.awaitOver().steps()).endsWith("ended");
      assertThat(fake.requests().get(0)).hasSizeGreaterThan(8 << 20);
      assertThat(heard.upload())
          .startsWith("proving", "sent", "sending")
          .endsWith("sending", "written")
          .hasSize((8 << 20) / Upload.PIECE_BYTES + 2);
    }
  }
}
