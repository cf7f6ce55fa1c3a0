package dev.sluice.gateway.operate;

import dev.sluice.gateway.http.Handler;
import dev.sluice.gateway.http.Request;
import dev.sluice.gateway.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The pages of the admin listener: is it alive, may it be sent traffic, what does it count. */
public final class AdminPages implements Handler {

  private final Metrics metrics;
  private final BooleanSupplier draining;
  private final AdminGate gate;

  public AdminPages(Metrics metrics, BooleanSupplier draining, AdminGate gate) {
    this.metrics = metrics;
    this.draining = draining;
    this.gate = gate;
  }

  @Override
  public void handle(Request request, Response output) {
    var path = request.rawPath();
    var open = path.equals("/health") || path.equals("/ready");
    var refused = gate.judge(request.method(), request.headers(), open);
    if (refused.isPresent()) {
      refuse(output, refused.get());
      return;
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      send(output, 405, "application/json", "{\"error\":\"GET only\"}");
      return;
    }
    switch (path) {
      case "/health" -> send(output, 200, "application/json", "{\"status\":\"ok\"}");
      case "/ready" -> ready(output);
      case "/metrics" ->
          send(output, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
      default ->
          send(
              output,
              404,
              "application/json",
              "{\"error\":\"not here: see /health, /ready, /metrics\"}");
    }
  }

  private static void refuse(Response output, AdminGate.Refused refused) {
    var headers = new HashMap<>(headers("application/json"));
    if (refused.status() == 401) {
      headers.put("www-authenticate", "Bearer");
    }
    var body = "{\"error\":\"" + refused.message() + "\"}";
    output.whole(refused.status(), headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private void ready(Response output) {
    if (draining.getAsBoolean()) {
      send(output, 503, "application/json", "{\"status\":\"draining\"}");
    } else {
      send(output, 200, "application/json", "{\"status\":\"ready\"}");
    }
  }

  private static void send(Response output, int status, String type, String body) {
    output.whole(status, headers(type), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(String type) {
    return Map.of("content-type", type, "cache-control", "no-store");
  }
}
