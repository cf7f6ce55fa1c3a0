package dev.sluice.gateway.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.admit.Sites;
import dev.sluice.gateway.http.ErrorWriter;
import dev.sluice.gateway.http.HttpListener;
import dev.sluice.gateway.http.ListenerSettings;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdminPagesTest {

  private final AtomicBoolean draining = new AtomicBoolean();
  private final Metrics metrics = new Metrics();
  private final EventLoopGroup loops = HttpListener.newLoops(1, Thread::new);
  private final HttpListener listener =
      HttpListener.start(
          ListenerSettings.of("127.0.0.1", 0),
          new AdminPages(
              metrics,
              draining::get,
              new AdminGate(new Sites("127.0.0.1", List.of(), List.of()), false, Optional.empty())),
          ErrorWriter.PLAIN,
          loops);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    listener.close();
    var _ = loops.shutdownGracefully();
  }

  private HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  @Test
  void isHealthyWheneverItAnswers() throws IOException, InterruptedException {
    draining.set(true);

    assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
  }

  @Test
  void isNotReadyWhileItDrains() throws IOException, InterruptedException {
    assertThat(ask("GET", "/ready").statusCode()).isEqualTo(200);

    draining.set(true);

    assertThat(ask("GET", "/ready").statusCode()).isEqualTo(503);
    assertThat(ask("GET", "/ready").body()).contains("draining");
  }

  @Test
  void showsMetricsInTheTextForm() throws IOException, InterruptedException {
    metrics.chunks(3);

    var answer = ask("GET", "/metrics");

    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(answer.body()).contains("sluice_chunks_total 3");
  }

  @Test
  void servesNothingElse() throws IOException, InterruptedException {
    assertThat(ask("GET", "/v1/models").statusCode()).isEqualTo(404);
    assertThat(ask("POST", "/health").statusCode()).isEqualTo(405);
  }
}
