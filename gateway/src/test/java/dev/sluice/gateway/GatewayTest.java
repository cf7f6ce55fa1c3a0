package dev.sluice.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.configure.Configuration;
import dev.sluice.gateway.configure.ConfigurationReader;
import dev.sluice.gateway.configure.ConfigurationResult;
import dev.sluice.lab.LabServer;
import dev.sluice.lab.LabSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway in this very process: settings in, a started gateway out. */
final class GatewayTest {

  private static Configuration configuration(String text) {
    return switch (new ConfigurationReader(Map.of()).read(Path.of("test.yaml"), text)) {
      case ConfigurationResult.Valid valid -> valid.configuration();
      case ConfigurationResult.Invalid invalid ->
          throw new AssertionError(invalid.problems().toString());
    };
  }

  private static Configuration before(LabServer lab) {
    return configuration(
        """
        listen: 127.0.0.1:0
        admin: 127.0.0.1:0
        providers:
          one: {dialect: openai, base-url: "http://127.0.0.1:%1$d/v1", key: k}
          two: {dialect: anthropic, base-url: "http://127.0.0.1:%1$d", key: k}
        """
            .formatted(lab.port()));
  }

  private static String ask(Gateway gateway, String model, boolean stream)
      throws IOException, InterruptedException {
    var body =
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
            .formatted(model, stream);
    var request =
        HttpRequest.newBuilder(
                URI.create("http://" + gateway.dataAddress() + "/v1/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return text(request);
  }

  private static String get(String url) throws IOException, InterruptedException {
    return text(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private static String text(HttpRequest request) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
    }
  }

  @Test
  void answersAndShowsWhatItDoes() throws Exception {
    try (var lab = LabServer.start(LabSettings.defaults().rate(0));
        var gateway = Gateway.start(before(lab))) {
      assertThat(ask(gateway, "one/lab-text", true)).contains("data: [DONE]");
      assertThat(ask(gateway, "two/lab-text", false)).contains("\"finish_reason\":\"stop\"");
      assertThat(get("http://" + gateway.adminAddress() + "/metrics"))
          .contains("sluice_open_generations 0", "sluice_chunks_total");
      assertThat(gateway.providers())
          .containsExactly(
              Map.entry("one", URI.create("http://127.0.0.1:" + lab.port() + "/v1")),
              Map.entry("two", URI.create("http://127.0.0.1:" + lab.port())));
    }
  }

  @Test
  void runsBesideAnotherOfItsKind() throws Exception {
    var demo = configuration("{listen: \"127.0.0.1:0\", admin: \"127.0.0.1:0\"}");
    try (var one = Gateway.start(demo);
        var other = Gateway.start(demo)) {
      assertThat(ask(one, "any", false)).contains("\"finish_reason\"");
      assertThat(ask(other, "any", false)).contains("\"finish_reason\"");
      assertThat(get("http://" + one.dataAddress() + "/v1/models")).contains("\"id\":\"demo\"");
    }
  }

  @Test
  void leavesNothingBehindWhenItCloses() throws Exception {
    try (var lab = LabServer.start(LabSettings.defaults().rate(0))) {
      var gateway = Gateway.start(before(lab));
      var data = gateway.dataAddress().port();
      var admin = gateway.adminAddress().port();

      gateway.close();
      gateway.close();

      for (var port : new int[] {data, admin}) {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
            .isInstanceOf(ConnectException.class);
      }
    }
  }

  @Test
  void leavesNothingBehindWhenItCannotStart() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = free();
      var configuration =
          configuration(
              "{listen: \"127.0.0.1:%d\", admin: \"127.0.0.1:%d\"}"
                  .formatted(port, taken.getLocalPort()));

      assertThatThrownBy(() -> Gateway.start(configuration))
          .isInstanceOfSatisfying(
              CannotStart.class,
              cannot ->
                  assertThat(cannot.lines())
                      .singleElement()
                      .asString()
                      .contains("127.0.0.1:" + taken.getLocalPort(), "in use", "--admin-port"));
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void refusesSettingsThatMustNotBeServed() {
    assertThatThrownBy(() -> Gateway.start(configuration("listen: 0.0.0.0:0")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("without API keys");
  }
}
