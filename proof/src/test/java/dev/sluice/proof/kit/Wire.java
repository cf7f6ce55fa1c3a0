package dev.sluice.proof.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One raw HTTP/1.1 connection to the gateway. */
public final class Wire implements AutoCloseable {

  private static final int TIMEOUT_MS = 20_000;

  private final Socket socket;
  private final InputStream in;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 512);
  }

  public static Wire to(int port) throws IOException {
    return to(port, 0);
  }

  /** Connects with a bounded receive buffer (0 = the system's). */
  public static Wire to(int port, int receiveBuffer) throws IOException {
    var socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setSoTimeout(TIMEOUT_MS);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new Wire(socket);
  }

  public Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** Status and headers (lower-case names). */
  public record Head(int status, Map<String, String> headers) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** Reads status line and headers. */
  public Head head() throws IOException {
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    var headers = new TreeMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Head(status, headers);
  }

  /**
   * The body, transfer coding undone; a broken one gives what came, with {@code <broken>} behind
   * it.
   */
  public String body(Head head) throws IOException {
    var body = read(head);
    return new String(body.bytes(), StandardCharsets.UTF_8) + (body.complete() ? "" : "<broken>");
  }

  /**
   * A body, transfer coding undone.
   *
   * @param complete whether it ended as HTTP says
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Body(byte[] bytes, boolean complete) {}

  /** Reads the body as far as it comes. */
  public Body read(Head head) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try {
      if (head.header("transfer-encoding").contains("chunked")) {
        chunks(bytes);
      } else {
        var length = Integer.parseInt(head.header("content-length"));
        bytes.write(in.readNBytes(length));
        return new Body(bytes.toByteArray(), bytes.size() == length);
      }
      return new Body(bytes.toByteArray(), true);
    } catch (IOException | NumberFormatException broken) {
      return new Body(bytes.toByteArray(), false);
    }
  }

  private void chunks(ByteArrayOutputStream bytes) throws IOException {
    for (var size = chunkSize(); size > 0; size = chunkSize()) {
      var chunk = in.readNBytes(size);
      bytes.write(chunk);
      if (chunk.length < size) {
        throw new IOException("a chunk ends early");
      }
      line();
    }
    line();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  /** Reads raw bytes until {@code marker} has come. */
  public String until(String marker) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(marker) < 0) {
      var c = in.read();
      if (c < 0) {
        throw new IOException("ended before " + marker + ": " + text);
      }
      text.append((char) c);
    }
    return text.toString();
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Sends FIN and goes on reading. */
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Sends RST. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
