package dev.sluice.gateway.http;

/** An address that cannot be listened on: taken, not ours, or not permitted. */
public final class CannotListen extends RuntimeException {
  private final String host;
  private final int port;

  CannotListen(String host, int port, Throwable cause) {
    super("cannot listen on " + host + ":" + port + ": " + cause.getMessage(), cause);
    this.host = host;
    this.port = port;
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }
}
