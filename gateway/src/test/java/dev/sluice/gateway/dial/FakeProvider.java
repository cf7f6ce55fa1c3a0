package dev.sluice.gateway.dial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A provider on raw sockets: each connection is served by the script, byte by byte. */
final class FakeProvider implements AutoCloseable {
  /** What is done with one connection, the first having number 0. */
  @FunctionalInterface
  interface Script {
    void serve(Line line, int connection) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Long> left = new LinkedBlockingQueue<>();

  private FakeProvider(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
  }

  static FakeProvider start(Script script) {
    try {
      return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeProvider start(ServerSocket server, Script script) {
    var provider = new FakeProvider(server, script);
    Thread.ofVirtual().start(provider::accept);
    return provider;
  }

  /** One that answers every request of every connection with these bytes. */
  static FakeProvider answering(String answer) {
    return start((line, _) -> {
      while (!line.request().isEmpty()) {
        line.send(answer);
      }
    });
  }

  /** One that answers the first request with these bytes and closes its side. */
  static FakeProvider answeringOnce(String answer) {
    return start((line, _) -> {
      line.request();
      line.send(answer);
      line.finish();
    });
  }

  int port() {
    return server.getLocalPort();
  }

  Provider provider() {
    return provider("http://127.0.0.1:" + port() + "/v1", new Credential.Anonymous());
  }

  Provider provider(String url, Credential credential) {
    return new Provider("fake", URI.create(url), credential);
  }

  /** The requests so far, head and body. */
  List<String> requests() {
    return requests;
  }

  int connections() {
    return sockets.size();
  }

  /** When the other side had left a connection whose script waited for it; nanoTime. */
  long left() throws InterruptedException {
    var at = left.poll(10, TimeUnit.SECONDS);
    if (at == null) {
      throw new AssertionError("the other side did not leave");
    }
    return at;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        int number = sockets.size();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      script.serve(new Line(socket), number);
    } catch (IOException e) {
      left.add(System.nanoTime());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var socket : sockets) {
      socket.close();
    }
  }

  /** One connection. */
  final class Line {
    private final Socket socket;
    private final InputStream in;

    private Line(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      this.in = socket.getInputStream();
    }

    Socket socket() {
      return socket;
    }

    /** Reads a request to its end; empty if the other side has left instead. */
    String request() throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          left.add(System.nanoTime());
          return "";
        }
        head.append((char) next);
      }
      var text = head.toString();
      int at = text.indexOf("content-length: ") + "content-length: ".length();
      int length = Integer.parseInt(text.substring(at, text.indexOf("\r\n", at)));
      var request = text + new String(in.readNBytes(length), UTF_8);
      requests.add(request);
      return request;
    }

    void send(String bytes) throws IOException {
      send(bytes.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** Waits until the other side has closed. */
    void awaitLeft() throws IOException {
      try {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (SocketException e) {
        // A reset is leaving, too.
        left.add(System.nanoTime());
        return;
      }
      left.add(System.nanoTime());
    }

    /** Closes our side with a FIN and waits for the other. */
    void finish() throws IOException {
      socket.shutdownOutput();
      awaitLeft();
    }

    /** Closes with a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
