package dev.sluice.proof.matrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Asks through a fresh gateway until each provider has answered: its 1 s for headers are meant for
 * providers, not for two cold machines that load their classes.
 */
final class WarmUp {
  private static final int CALLS_MAX = 60;
  private static final int GOOD_CALLS = 3;

  private WarmUp() {}

  /** Asks once of a gateway that will refuse. */
  static void refused(String gateway) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      ask(http, gateway, "openai");
    }
  }

  static void run(String gateway) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      for (var provider : new String[] {"openai", "anthropic", "bedrock"}) {
        var good = 0;
        for (var call = 0; call < CALLS_MAX && good < GOOD_CALLS; call++) {
          if (ask(http, gateway, provider) == 200) good++;
        }
        if (good < GOOD_CALLS) throw new IllegalStateException(provider + " does not answer");
      }
    }
  }

  private static int ask(HttpClient http, String gateway, String provider)
      throws IOException, InterruptedException {
    var body =
        """
        {"model": "PROVIDER/lab-text", "stream": true,
         "messages": [{"role": "user", "content": "Hello"}]}
        """
            .replace("PROVIDER", provider);
    var request =
        HttpRequest.newBuilder(URI.create(gateway + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
