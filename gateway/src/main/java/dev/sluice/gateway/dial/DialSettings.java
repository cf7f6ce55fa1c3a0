package dev.sluice.gateway.dial;

import java.time.Duration;

/**
 * The bounds of provider connections.
 *
 * @param idleMax idle connections kept per loop and provider
 * @param idleTimeout how long an idle connection is kept
 * @param headerBytesMax status line and headers of an answer, each
 * @param informationalMax answers of status 1xx before the real one
 * @param receiveBufferBytes SO_RCVBUF, which the kernel doubles
 * @param segmentBytesMax TCP_MAXSEG, where epoll is there: a window under the loopback's 64 KiB
 *     segments makes its sender wait for a timer of 200 ms again and again
 * @param readBytesMax one read of the socket: what still arrives after {@link Call#pause}
 * @param drainTimeout how long {@link Call#done} waits for HTTP's end
 * @param drainBytesMax how much {@link Call#done} discards meanwhile
 * @param nameTtl how long an address is used before the name is resolved again
 * @param userAgent what we call ourselves
 */
public record DialSettings(
    int idleMax,
    Duration idleTimeout,
    int headerBytesMax,
    int informationalMax,
    int receiveBufferBytes,
    int segmentBytesMax,
    int readBytesMax,
    Duration drainTimeout,
    int drainBytesMax,
    Duration nameTtl,
    String userAgent) {

  public DialSettings {
    if (idleMax < 0 || headerBytesMax <= 0 || informationalMax < 0 || readBytesMax < 512) {
      throw new IllegalArgumentException("a bound of provider connections is out of range");
    }
  }

  public static DialSettings defaults() {
    return new DialSettings(
        64,
        Duration.ofSeconds(60),
        64 * 1024,
        8,
        8 * 1024,
        2 * 1024,
        8 * 1024,
        Duration.ofSeconds(1),
        16 * 1024,
        Duration.ofSeconds(10),
        "sluice/" + version());
  }

  private static String version() {
    var version = DialSettings.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
