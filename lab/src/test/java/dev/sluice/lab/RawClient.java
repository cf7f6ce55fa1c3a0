package dev.sluice.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A client of one request on one socket that sees every byte and how the connection ended. */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5000;

  /** How the bytes ended. */
  public enum End {
    FIN,
    RESET,
    SILENCE
  }

  /** What came: all bytes, and how they ended. */
  public record Got(String text, End end) {
    /** The status, 0 where there was none. */
    public int status() {
      return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    /** What stands before the blank line. */
    public String head() {
      var blank = text.indexOf("\r\n\r\n");
      return blank < 0 ? text : text.substring(0, blank);
    }

    /** What stands behind it, as it came. */
    public String rawBody() {
      var blank = text.indexOf("\r\n\r\n");
      return blank < 0 ? "" : text.substring(blank + 4);
    }

    /** The body without chunk framing, one character for each byte. */
    public String bytes() {
      if (!head().contains("transfer-encoding: chunked")) {
        return rawBody();
      }
      var rest = rawBody();
      var body = new StringBuilder();
      while (rest.contains("\r\n")) {
        var line = rest.indexOf("\r\n");
        var size = Integer.parseInt(rest.substring(0, line), 16);
        if (size == 0 || rest.length() < line + 2 + size) {
          break;
        }
        body.append(rest, line + 2, line + 2 + size);
        rest = rest.substring(Math.min(rest.length(), line + 4 + size));
      }
      return body.toString();
    }

    /** The body as UTF-8. */
    public String body() {
      return new String(bytes().getBytes(ISO_8859_1), UTF_8);
    }

    /** Whether the chunks ended properly. */
    public boolean chunksEnded() {
      return text.endsWith("0\r\n\r\n");
    }

    /** The body as JSON. */
    public Json json() {
      return JsonReader.read(bytes().getBytes(ISO_8859_1)).orElseThrow();
    }
  }

  private final Socket socket;

  /** Connects. */
  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** One model call on a connection of its own, with the usual headers. */
  public static Got call(int port, Protocol protocol, String model, boolean stream)
      throws IOException {
    return call(port, protocol, model, stream, Json.obj());
  }

  /** The same with more members in the body. */
  public static Got call(int port, Protocol protocol, String model, boolean stream, Json more)
      throws IOException {
    try (var client = new RawClient(port)) {
      client.send(request(protocol, model, stream, more, "connection: close\r\n"));
      return client.readAll();
    }
  }

  /** The bytes of a request. */
  public static String request(
      Protocol protocol, String model, boolean stream, Json more, String headers) {
    var members = new java.util.LinkedHashMap<String, Json>();
    var converse = protocol == Protocol.CONVERSE;
    if (!converse) {
      members.put("model", Json.of(model));
      members.put("stream", Json.of(stream));
    }
    if (protocol == Protocol.MESSAGES) {
      members.put("max_tokens", Json.of(1000));
    }
    var content = converse ? Json.arr(Json.obj("text", "hi")) : Json.of("hi");
    members.put("messages", Json.arr(Json.obj("role", "user", "content", content)));
    members.putAll(more.members());
    var body = Json.of(members).write();
    var path =
        switch (protocol) {
          case CHAT -> "/v1/chat/completions";
          case MESSAGES -> "/v1/messages";
          case CONVERSE -> "/model/" + model + (stream ? "/converse-stream" : "/converse");
        };
    var version = protocol == Protocol.MESSAGES ? "anthropic-version: 2023-06-01\r\n" : "";
    return "POST "
        + path
        + " HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer key-1\r\n"
        + version
        + headers
        + "content-length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + new String(body.getBytes(UTF_8), ISO_8859_1);
  }

  /** Sends one byte for each character. */
  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Waits no longer than this for a byte. */
  public RawClient patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
    return this;
  }

  /** Reads that many bytes. */
  public String read(int count) throws IOException {
    return new String(socket.getInputStream().readNBytes(count), ISO_8859_1);
  }

  /** Reads until the end, whatever it is. */
  public Got readAll() {
    var out = new ByteArrayOutputStream();
    var end = End.FIN;
    var buffer = new byte[1 << 16];
    try {
      for (var n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException e) {
      end = End.SILENCE;
    } catch (SocketException e) {
      end = End.RESET;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new Got(out.toString(ISO_8859_1), end);
  }

  /** Leaves by RST. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
