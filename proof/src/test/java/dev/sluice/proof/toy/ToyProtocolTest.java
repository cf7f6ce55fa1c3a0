package dev.sluice.proof.toy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.dialect.Protocols;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.configure.Configuration;
import dev.sluice.gateway.configure.ConfigurationReader;
import dev.sluice.gateway.configure.ConfigurationResult;
import dev.sluice.lab.LabServer;
import dev.sluice.lab.LabSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A protocol comes in by one line: as a provider's, as a client's, and beside the others. */
final class ToyProtocolTest {

  private static Configuration configuration(int toyPort, int labPort) {
    var text =
        """
        listen: 127.0.0.1:0
        admin: 127.0.0.1:0
        providers:
          doll: {dialect: toy, base-url: "http://127.0.0.1:%d", key: k}
          lab: {dialect: openai, base-url: "http://127.0.0.1:%d/v1", key: k}
        """
            .formatted(toyPort, labPort);
    return switch (new ConfigurationReader(Map.of()).read(Path.of("toy.yaml"), text)) {
      case ConfigurationResult.Valid valid -> valid.configuration();
      case ConfigurationResult.Invalid invalid ->
          throw new AssertionError(invalid.problems().toString());
    };
  }

  /** A provider that echoes the question in two pieces. */
  private static HttpServer toys() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/toy",
        exchange -> {
          var asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("\n", 2);
          var answer = ("+" + asked[0] + " heard:\n+ " + asked[1] + "\n.\n").getBytes(UTF_8);
          exchange.getResponseHeaders().set("content-type", "text/plain");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String post(Gateway gateway, String path, String body) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://" + gateway.dataAddress() + path))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Test
  void isRegisteredBesideTheOthers() {
    assertThat(Protocols.names()).contains("anthropic", "bedrock", "toy").startsWith("openai");
  }

  @Test
  void itsClientsAndItsProvidersAreServedAsAllOthers() throws Exception {
    var toys = toys();
    try (var lab = LabServer.start(LabSettings.defaults());
        var gateway = Gateway.start(configuration(toys.getAddress().getPort(), lab.port()))) {
      var chat = "{\"model\":\"toy-1\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

      assertThat(post(gateway, "/toy", "toy-1\nhi")).isEqualTo("+toy-1 heard:\n+ hi\n.\n");
      assertThat(post(gateway, "/v1/chat/completions", chat)).contains("\"toy-1 heard: hi\"");
      assertThat(post(gateway, "/toy", "lab/lab-text\nhi")).startsWith("+").endsWith("\n.\n");
      assertThat(post(gateway, "/toy", "no question")).startsWith("!").contains("second line");
    } finally {
      toys.stop(0);
    }
  }
}
