package dev.sluice.proof.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.proof.kit.Wire;
import java.util.List;

/** One run and what came of it on both sides. */
record Played(
    PublicCase input,
    PublicCase.Run run,
    Wire.Head head,
    Wire.Body body,
    List<ScriptedProvider.Sent> sent) {

  int status() {
    return head.status();
  }

  String text() {
    return new String(body.bytes(), UTF_8);
  }

  /** The request that the provider got. */
  ScriptedProvider.Sent upstream() {
    if (sent.isEmpty()) {
      throw new AssertionError("not sent on: HTTP " + status() + " " + text());
    }
    return sent.getFirst();
  }

  JsonNode upstreamBody() {
    return upstream().body();
  }

  String dropped() {
    return head.header("sluice-dropped");
  }

  String provider() {
    return run.provider();
  }
}
