package dev.sluice.proof.reports;

import dev.sluice.proof.kit.Checkout;
import dev.sluice.proof.kit.Launched;
import dev.sluice.proof.kit.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The gateway as its launcher starts it, before one scripted provider that speaks all three. */
final class Play implements AutoCloseable {

  /** Labels under which a proper event stream has been seen. */
  private static final List<String> WRONG_LABELS =
      List.of("text/plain", "application/octet-stream", "application/x-ndjson");

  private static final int LABELLED_WRONGLY = 127;
  private static final int ASKS_FOR_H2C = 63;
  private static final String H2C =
      "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings:"
          + " AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA\r\n";

  private final ScriptedProvider provider;
  private final Launched gateway;
  private final int port;

  Play(PublicCase.Reply first) throws IOException {
    provider = new ScriptedProvider(first);
    try {
      gateway = launch();
      port = Integer.parseInt(gateway.ready().group(1));
    } catch (IOException | RuntimeException failed) {
      provider.close();
      throw failed;
    }
  }

  private Launched launch() throws IOException {
    var file = Checkout.scratch().resolve("reports-" + provider.port() + ".yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        providers:
          openai: {dialect: openai, base-url: "http://127.0.0.1:PORT/v1", key: k}
          anthropic: {dialect: anthropic, base-url: "http://127.0.0.1:PORT", key: k}
          bedrock: {dialect: bedrock, base-url: "http://127.0.0.1:PORT", region: us-east-1, key: k}
        """
            .replace("PORT", Integer.toString(provider.port())));
    return Launched.sluice(
        List.of("--port", "0", "--admin-port", "0", "--config", file.toString()),
        Map.of(),
        "sluice ready on http://127.0.0.1:(\\d+) admin");
  }

  /** Plays every run of the case, one after the other. */
  List<Played> play(PublicCase input) throws IOException {
    var played = new ArrayList<Played>();
    for (var run : input.runs()) {
      var reply = input.reply(run.provider());
      played.add(play(input, run, reply));
      if (input.number() == LABELLED_WRONGLY) {
        for (var label : WRONG_LABELS) {
          played.add(play(input, run, reply.labelled(label)));
        }
      }
    }
    return played;
  }

  private Played play(PublicCase input, PublicCase.Run run, PublicCase.Reply reply)
      throws IOException {
    provider.answerWith(reply);
    try (var wire = Wire.to(port)) {
      var more = input.number() == ASKS_FOR_H2C ? H2C : "";
      wire.send(new String(run.bytes(more), StandardCharsets.UTF_8));
      var head = wire.head();
      var body =
          run.line().path("method").asText().equals("HEAD")
              ? new Wire.Body(new byte[0], true)
              : wire.read(head);
      return new Played(input, run, head, body, provider.sent());
    }
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    provider.close();
  }
}
