package dev.sluice.proof.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Stage;
import dev.sluice.proof.kit.Tongue;
import dev.sluice.proof.kit.Until;
import dev.sluice.proof.kit.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a gateway with keys says to who does not know it yet. */
final class StrangerTest {

  private static final String KEY = "client-key-canary";
  private static final String SHA256 =
      "af6171c9861e7e74552f45fc927c3f27ee9d3201fd1a480a32bfe60b320b8c17";

  private static Stage stage;

  private record Answer(Wire.Head head, String body) {}

  @BeforeAll
  static void open() throws IOException {
    stage =
        Stage.open(
            "routes: [{model: fast, to: [openai/lab-text]}]\n"
                + "keys: [{name: me, sha256: "
                + SHA256
                + "}]\n",
            Map.of("SLUICE_LOG", "json"),
            "--rate",
            "0");
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
    return ask(
        "GET " + path + " HTTP/1.1\r\nauthorization: Bearer " + KEY + "\r\n" + headers + "\r\n");
  }

  private static String keyed(Tongue client, String model) {
    return client.request(model, false).replace("Bearer any", "Bearer " + KEY);
  }

  @ParameterizedTest
  @EnumSource
  void aWrongKeyIsRefusedInTheClientsProtocol(Tongue client) throws IOException {
    var answer = ask(client.request("fast", false));

    assertThat(answer.head().status()).isEqualTo(client == Tongue.BEDROCK ? 403 : 401);
    assertThat(answer.head().header(client.requestIdHeader())).isNotEmpty();
    assertThat(answer.body())
        .contains("this API key is not one of those configured here")
        .contains(
            switch (client) {
              case OPENAI -> "\"code\":\"invalid_api_key\"";
              case ANTHROPIC -> "\"type\":\"authentication_error\"";
              case BEDROCK -> "\"message\"";
            });
  }

  @ParameterizedTest
  @EnumSource
  void aWrongModelNameIsToldInTheClientsProtocol(Tongue client) throws IOException {
    var answer = ask(keyed(client, "fasst"));

    assertThat(answer.head().status()).isEqualTo(404);
    assertThat(answer.body())
        .contains("no model 'fasst' here", "openai, anthropic, bedrock", "add a route");
  }

  @ParameterizedTest
  @EnumSource
  void aModelNameMayHoldASlash(Tongue client) throws IOException {
    assertThat(ask(keyed(client, "bedrock/lab-text")).head().status()).isEqualTo(200);
  }

  @Test
  void modelsAreListedInBothForms() throws IOException {
    var host = "host: localhost\r\n";

    assertThat(get("/v1/models", host).body()).contains("\"object\":\"list\"", "\"id\":\"fast\"");
    assertThat(get("/v1/models", host + "anthropic-version: 2023-06-01\r\n").body())
        .contains("\"has_more\":false", "\"id\":\"fast\"");
    assertThat(get("/v1/models/fast", host).head().status()).isEqualTo(200);
    assertThat(get("/v1/models/fasst", host).head().status()).isEqualTo(404);
  }

  @Test
  void theModelListNamesWhatCanBeReachedAndFindsIt() throws IOException {
    var host = "host: localhost\r\n";

    assertThat(get("/v1/models", host).body())
        .contains("\"id\":\"gpt-*\"", "\"id\":\"claude-*\"", "\"id\":\"bedrock/*\"");
    for (var name : new String[] {"gpt-5", "claude-x", "openai/lab-text", "bedrock%2Flab-text"}) {
      assertThat(get("/v1/models/" + name, host).head().status()).as(name).isEqualTo(200);
    }
  }

  @Test
  void theReadyLinesNameEachProviderAndWhereItIs() throws Exception {
    Until.holds(
        "the last of the ready lines",
        Duration.ofSeconds(10),
        () -> stage.gateway().output().contains("provider bedrock"));

    assertThat(stage.gateway().output())
        .contains("provider openai (openai) at http://127.0.0.1:")
        .contains("provider anthropic (anthropic) at http://127.0.0.1:")
        .contains("provider bedrock (bedrock) at http://127.0.0.1:");
  }

  @Test
  void otherPathsAreNotFound() throws IOException {
    for (var path : new String[] {"/v1/embeddings", "/v1/responses", "/metrics", "/ready"}) {
      var answer = get(path, "host: localhost\r\n");

      assertThat(answer.head().status()).as(path).isEqualTo(404);
      assertThat(answer.body()).contains("\"error\"", "GET " + path, "http://localhost/v1");
    }
  }

  @Test
  void foreignPagesAndHostsAreRefused() throws IOException {
    var page = get("/v1/models", "host: localhost\r\norigin: http://evil.example\r\n");
    var host = get("/v1/models", "host: evil.example\r\n");

    assertThat(page.head().status()).isEqualTo(403);
    assertThat(page.body()).contains("cors.origins");
    assertThat(host.head().status()).isEqualTo(421);
    assertThat(host.body()).contains("hosts:");
  }

  @Test
  void eachRequestIsOneLineWithoutContentOrKeys() throws Exception {
    var plain = Tongue.OPENAI.body("fast", false);
    var body = plain.replace("\"hi\"", "\"prompt canary\"");
    var answer =
        ask(
            keyed(Tongue.OPENAI, "fast")
                .replace("length: " + plain.length(), "length: " + body.length())
                .replace(plain, body));
    var id = "\"request_id\":\"" + answer.head().header("x-request-id") + "\"";
    Until.holds("logged", Duration.ofSeconds(20), () -> stage.gateway().output().contains(id));

    var lines = stage.gateway().output().lines().filter(line -> line.contains(id)).toList();
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("{\"")
        .contains("\"time\":\"20")
        .contains(
            "\"method\":\"POST\"", "\"path\":\"\\/v1\\/chat\\/completions\"", "\"status\":200")
        .contains("\"protocol\":\"openai\"", "\"key\":\"me\"", "\"form\":\"whole\"")
        .contains("\"model\":\"fast\"", "\"served_model\":\"lab-text\"")
        .contains("\"generation\":", "\"provider\":\"openai\"", "\"attempt\":1")
        .contains("\"outcome\":\"complete\"", "\"chunks\":", "\"bytes_in\":", "\"bytes_out\":")
        .contains("\"input\":", "\"output\":", "\"first_token_ms\":", "\"total_ms\":");
    assertThat(stage.gateway().output())
        .doesNotContain(KEY, Stage.PROVIDER_KEY, "prompt canary", "Streams don't lie");
  }
}
