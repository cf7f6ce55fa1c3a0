package dev.sluice.gateway.dial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * An address that neither accepts nor refuses: a listener whose queue is full, so that the kernel
 * answers no further SYN.
 */
final class BlackHole implements AutoCloseable {
  private static final int FULL_MILLIS = 300;
  private static final int TRIES_MAX = 64;

  private final ServerSocket server;
  private final List<Socket> queue = new ArrayList<>();

  private BlackHole(ServerSocket server) {
    this.server = server;
  }

  static BlackHole at(InetAddress address, int port) throws IOException {
    var hole = new BlackHole(new ServerSocket(port, 1, address));
    try {
      hole.fill();
      return hole;
    } catch (IOException | RuntimeException e) {
      hole.close();
      throw e;
    }
  }

  private void fill() throws IOException {
    for (var i = 0; i < TRIES_MAX; i++) {
      var socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(
            new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), FULL_MILLIS);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IllegalStateException("it still accepts after " + TRIES_MAX + " connections");
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (var socket : queue) {
      socket.close();
    }
    server.close();
  }
}
