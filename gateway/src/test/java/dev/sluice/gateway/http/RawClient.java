package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client that sends the bytes it is told to and reads what comes. */
final class RawClient implements AutoCloseable {
  private static final int WAIT_MS = 30_000;

  final Socket socket = new Socket();

  RawClient(int port) throws IOException {
    this(port, 0);
  }

  RawClient(int port, int receiveBufferBytes) throws IOException {
    if (receiveBufferBytes > 0) {
      socket.setReceiveBufferSize(receiveBufferBytes);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAIT_MS);
    socket.setSoTimeout(WAIT_MS);
    socket.setTcpNoDelay(true);
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  void get(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** Ends our side. */
  void fin() throws IOException {
    socket.shutdownOutput();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Reads until the text ends so; fails at the end of the connection. */
  String readTo(String end) throws IOException {
    var text = new ByteArrayOutputStream();
    while (!text.toString(ISO_8859_1).endsWith(end)) {
      var b = socket.getInputStream().read();
      if (b < 0) {
        throw new IOException("connection ended after: " + text.toString(ISO_8859_1));
      }
      text.write(b);
    }
    return text.toString(ISO_8859_1);
  }

  /** Reads large answers in pieces until all that came ends so. */
  String readToEndOf(String end) throws IOException {
    var text = new StringBuilder();
    var buffer = new byte[16 << 10];
    while (text.length() < end.length()
        || !text.substring(text.length() - end.length()).equals(end)) {
      var count = socket.getInputStream().read(buffer);
      if (count < 0) {
        throw new IOException("connection ended after " + text.length() + " bytes");
      }
      text.append(new String(buffer, 0, count, ISO_8859_1));
    }
    return text.toString();
  }

  /** Reads all until the server ends the connection, by FIN or reset. */
  String readToEnd() throws IOException {
    var text = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(text);
    } catch (SocketException e) {
      text.writeBytes("<reset>".getBytes(ISO_8859_1));
    }
    return text.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
