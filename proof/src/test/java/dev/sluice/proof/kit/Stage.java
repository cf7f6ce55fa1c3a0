package dev.sluice.proof.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A lab and a gateway before it, both real processes, with a provider of each protocol. */
public final class Stage implements AutoCloseable {

  public static final String PROVIDER_KEY = "lab-provider-key-canary";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Launched lab;
  private final Launched gateway;
  private final int labPort;
  private final int port;
  private final int adminPort;

  private Stage(Launched lab, String more, Map<String, String> environment) throws IOException {
    this.lab = lab;
    labPort = Integer.parseInt(lab.ready().group(1));
    var file = Checkout.scratch().resolve("stage-" + UUID.randomUUID() + ".yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, providers() + more);
    gateway =
        Launched.sluice(
            List.of("--port", "0", "--admin-port", "0", "--config", file.toString()),
            environment,
            "sluice ready on http://127.0.0.1:(\\d+) admin http://127.0.0.1:(\\d+)");
    port = Integer.parseInt(gateway.ready().group(1));
    adminPort = Integer.parseInt(gateway.ready().group(2));
  }

  /** Starts both; {@code more} is YAML behind the providers (limits, keys …). */
  public static Stage open(String more, String... labArguments) throws IOException {
    return open(more, Map.of(), labArguments);
  }

  public static Stage open(String more, Map<String, String> environment, String... labArguments)
      throws IOException {
    var arguments = new ArrayList<>(List.of("lab", "--port", "0"));
    arguments.addAll(List.of(labArguments));
    var lab = Launched.sluice(arguments, Map.of(), "lab ready on https?://127.0.0.1:(\\d+)");
    try {
      return new Stage(lab, more, environment);
    } catch (RuntimeException | IOException e) {
      lab.close();
      throw e;
    }
  }

  private String providers() {
    return """
    providers:
      openai: {dialect: openai, base-url: "http://127.0.0.1:PORT/v1", key: KEY}
      anthropic: {dialect: anthropic, base-url: "http://127.0.0.1:PORT", key: KEY}
      bedrock: {dialect: bedrock, base-url: "http://127.0.0.1:PORT", region: us-east-1, key: KEY}
    """
        .replace("PORT", Integer.toString(labPort))
        .replace("KEY", PROVIDER_KEY);
  }

  public int port() {
    return port;
  }

  public Launched gateway() {
    return gateway;
  }

  /** What the lab noted of its last calls: a JSON document. */
  public String labCalls() throws IOException, InterruptedException {
    return get("http://127.0.0.1:" + labPort + "/lab/calls");
  }

  /** What the lab noted of calls whose model name holds this. */
  public String labCalls(String model) throws IOException, InterruptedException {
    return get("http://127.0.0.1:" + labPort + "/lab/calls?model=" + model);
  }

  /** The gateway's metrics as text. */
  public String metrics() throws IOException, InterruptedException {
    return get("http://127.0.0.1:" + adminPort + "/metrics");
  }

  /** The value of a gauge or counter without labels, or -1. */
  public double metric(String name) throws IOException, InterruptedException {
    for (var line : metrics().split("\n", -1)) {
      if (line.startsWith(name + " ")) {
        return Double.parseDouble(line.substring(name.length() + 1));
      }
    }
    return -1;
  }

  /** The status of a path on the admin listener. */
  public int adminStatus(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private String get(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    gateway.close();
    lab.close();
    http.close();
  }
}
