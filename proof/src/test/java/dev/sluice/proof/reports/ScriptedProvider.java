package dev.sluice.proof.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A provider on a raw socket: answers every request with the one reply that it is given. */
final class ScriptedProvider implements AutoCloseable {

  /**
   * A request as the provider got it.
   *
   * @param text the body's bytes as text
   */
  record Sent(String line, Map<String, String> headers, String text, JsonNode body) {}

  private final ServerSocket server;
  private final List<Sent> sent = new ArrayList<>(); // guarded by this
  private PublicCase.Reply reply; // guarded by this

  ScriptedProvider(PublicCase.Reply first) throws IOException {
    reply = first;
    server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("scripted provider").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** From now on this is the answer, and what was sent before is forgotten. */
  synchronized void answerWith(PublicCase.Reply next) {
    reply = next;
    sent.clear();
  }

  synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    try (var socket = accepted) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      var line = line(in);
      if (line.isEmpty()) {
        return;
      }
      var headers = headers(in);
      var text = new String(body(in, headers), StandardCharsets.UTF_8);
      write(socket.getOutputStream(), note(line, headers, text));
      socket.shutdownOutput();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketException left) {
      // the gateway hangs up on what it has read enough of
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private synchronized PublicCase.Reply note(
      String line, Map<String, String> headers, String text) {
    sent.add(new Sent(line, headers, text, Json.parse(text)));
    return reply;
  }

  private static void write(OutputStream out, PublicCase.Reply reply) throws IOException {
    var head = new StringBuilder("HTTP/1.1 ").append(reply.line().path("status").asInt());
    head.append(" Said\r\nconnection: close\r\n");
    reply
        .line()
        .path("headers")
        .properties()
        .forEach(header ->
            head.append(header.getKey())
                .append(": ")
                .append(header.getValue().asText())
                .append("\r\n"));
    out.write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
    if (reply.byteByByte()) {
      for (var one : reply.body()) {
        out.write(one);
        out.flush();
      }
    } else {
      out.write(reply.body());
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new TreeMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (!headers.containsKey("transfer-encoding")) {
      return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    var bytes = new ByteArrayOutputStream();
    for (var size = size(in); size > 0; size = size(in)) {
      bytes.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return bytes.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
