package dev.sluice.gateway.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a gateway before the demo, streams one answer in each protocol, and ends the process: what
 * the launcher records once after a build, so that later starts find their classes prepared.
 */
final class Rehearsal {

  static final String COMMAND = "rehearse";

  private static final int WAIT_MILLIS_MAX = 10_000;
  private static final String CHAT =
      "{\"model\":\"demo\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String MESSAGES =
      "{\"model\":\"demo\",\"max_tokens\":9,\"stream\":true,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String CONVERSE =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}";

  private Rehearsal() {}

  static void run() throws CannotServe, IOException {
    var nowhere = Optional.<java.nio.file.Path>empty();
    var free = Optional.of(0);
    var options = new ServeOptions(free, free, Optional.empty(), nowhere, nowhere);
    int port = Server.start(new Settings(Map.of()).read(options));
    ask(port, "/v1/chat/completions", CHAT);
    ask(port, "/v1/messages", MESSAGES);
    ask(port, "/model/demo/converse-stream", CONVERSE);
    System.exit(0);
  }

  private static void ask(int port, String path, String body) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(WAIT_MILLIS_MAX);
      var head =
          "POST "
              + path
              + " HTTP/1.1\r\n"
              + "host: localhost\r\n"
              + "connection: close\r\n"
              + "anthropic-version: 2023-06-01\r\n"
              + "content-type: application/json\r\n"
              + "content-length: "
              + body.length()
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      socket.getOutputStream().write(body.getBytes(UTF_8));
      var _ = socket.getInputStream().readAllBytes();
    }
  }
}
