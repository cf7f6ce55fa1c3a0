package dev.sluice.proof.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Stage;
import dev.sluice.proof.kit.Tongue;
import dev.sluice.proof.kit.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Base URLs put together in every wrong way, and the answers to what is served nowhere. */
final class PathsTest {

  private static Stage stage;

  private record Answer(Wire.Head head, String body) {}

  @BeforeAll
  static void open() throws IOException {
    stage = Stage.open("", "--rate", "0");
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  private static Answer ask(String request) throws IOException {
    try (var wire = Wire.to(stage.port())) {
      var head = wire.send(request).head();
      return new Answer(head, wire.body(head));
    }
  }

  private static Answer get(String path, String headers) throws IOException {
    return ask("GET " + path + " HTTP/1.1\r\nhost: localhost:1\r\n" + headers + "\r\n");
  }

  private static Answer post(Tongue client, String path) throws IOException {
    var model = client.name().toLowerCase(java.util.Locale.ROOT) + "/lab-text";
    var right = client.path(model, false);
    return ask(client.request(model, false).replace("POST " + right + " ", "POST " + path + " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v1/chat/completions",
        "/v1//chat/completions",
        "/v1/v1/chat/completions",
        "/v1/v1/v1//chat/completions/",
        "/chat/completions",
        "//chat/completions",
        "/v1/chat/completions/",
        "/v1/chat/completions?api-version=1"
      })
  void chatIsFoundHoweverTheBaseUrlWasPutTogether(String path) throws IOException {
    var answer = post(Tongue.OPENAI, path);

    assertThat(answer.head().status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"chat.completion\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v1/messages",
        "/v1/v1/messages",
        "/messages",
        "/v1/messages/",
        "/v1/messages?beta=true"
      })
  void messagesAreFoundHoweverTheBaseUrlWasPutTogether(String path) throws IOException {
    var answer = post(Tongue.ANTHROPIC, path);

    assertThat(answer.head().status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"type\":\"message\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//model/bedrock%2Flab-text/converse",
        "/v1/model/bedrock%2Flab-text/converse",
        "/model/bedrock%2Flab-text/converse/"
      })
  void converseIsFoundHoweverTheEndpointUrlWasPutTogether(String path) throws IOException {
    var answer = post(Tongue.BEDROCK, path);

    assertThat(answer.head().status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"stopReason\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user-agent: OpenAI/Python 3.1|'\"type\":\"invalid_request_error\"'|/v1 and reach",
        "authorization: Bearer x|'\"type\":\"invalid_request_error\"'|/v1 and reach",
        "anthropic-version: 2023-06-01|'\"type\":\"not_found_error\"'|(without /v1)",
        "x-api-key: k|'\"type\":\"not_found_error\"'|(without /v1)",
        "user-agent: Boto3/1.43|'\"message\"'|endpoint URL"
      })
  void aWrongPathIsToldInTheClientsFormWithItsBaseUrl(String header, String form, String advice)
      throws IOException {
    var answer = get("/v2/embed\"dings", header + "\r\n");

    assertThat(answer.head().status()).isEqualTo(404);
    assertThat(answer.body())
        .contains(form, advice, "GET /v2/embed\\\"dings", "http://localhost:1");
  }

  @Test
  void aLongWrongPathIsCut() throws IOException {
    assertThat(get("/" + "x".repeat(4000), "").body()).contains("xxx...").hasSizeLessThan(700);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/api/hello", "/v1/models", "//v1/models/"})
  void headIsAnsweredAsGetWithoutABody(String path) throws IOException {
    var asked = "HEAD " + path + " HTTP/1.1\r\nhost: localhost\r\n\r\n";
    try (var wire = Wire.to(stage.port())) {
      var first = wire.send(asked).head();
      var second = wire.send(asked).head();

      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).as("the connection is usable").isEqualTo(200);
    }
  }

  @Test
  void headOfAChatPathNamesTheRightMethod() throws IOException {
    try (var wire = Wire.to(stage.port())) {
      var head = wire.send("HEAD /v1/messages HTTP/1.1\r\nhost: localhost\r\n\r\n").head();

      assertThat(head.status()).isEqualTo(405);
      assertThat(head.header("allow")).isEqualTo("POST");
    }
  }

  @Test
  void aPathThatClimbsIsRefusedStill() throws IOException {
    for (var path : new String[] {"/v1/../v1/models", "//../v1/models", "/v1//..%2fmodels"}) {
      assertThat(get(path, "").head().status()).as(path).isEqualTo(400);
    }
  }
}
