package dev.sluice.gateway.http;

import java.time.Duration;

/**
 * Where a listener listens and what it bears.
 *
 * @param port 0 takes a free one
 */
public record ListenerSettings(String host, int port, Sizes sizes, Waits waits, Http2Bounds http2) {

  public static ListenerSettings of(String host, int port) {
    return new ListenerSettings(
        host, port, Sizes.standard(), Waits.standard(), Http2Bounds.standard());
  }

  public ListenerSettings with(Sizes other) {
    return new ListenerSettings(host, port, other, waits, http2);
  }

  public ListenerSettings with(Waits other) {
    return new ListenerSettings(host, port, sizes, other, http2);
  }

  public ListenerSettings with(Http2Bounds other) {
    return new ListenerSettings(host, port, sizes, waits, other);
  }

  /**
   * Bounds in bytes and counts.
   *
   * @param lineBytes the request line
   * @param headerBytes all headers of a request
   * @param headers how many header fields a request may have
   * @param bodyBytes one request body
   * @param bodiesBytes all request bodies that are held, over all connections
   * @param streams exchanges open at once, over all connections
   * @param pipelinedBytes what a client may send ahead while its former request is answered
   * @param sendBufferBytes the kernel's send buffer of a connection
   * @param lowWaterBytes queued output below which a client is written to again
   * @param highWaterBytes queued output above which a client is not writable
   */
  public record Sizes(
      int lineBytes,
      int headerBytes,
      int headers,
      int bodyBytes,
      long bodiesBytes,
      int streams,
      int pipelinedBytes,
      int sendBufferBytes,
      int lowWaterBytes,
      int highWaterBytes) {

    public Sizes {
      if (lowWaterBytes > highWaterBytes || lowWaterBytes < 1) {
        throw new IllegalArgumentException(
            "low water " + lowWaterBytes + " must be 1 to " + highWaterBytes + " bytes");
      }
    }

    public static Sizes standard() {
      return new Sizes(
          8 << 10,
          64 << 10,
          256,
          32 << 20,
          256L << 20,
          10_000,
          64 << 10,
          8 << 10,
          4 << 10,
          8 << 10);
    }

    public Sizes withBody(int oneBytes, long allBytes) {
      return new Sizes(
          lineBytes,
          headerBytes,
          headers,
          oneBytes,
          allBytes,
          streams,
          pipelinedBytes,
          sendBufferBytes,
          lowWaterBytes,
          highWaterBytes);
    }

    public Sizes withHeaderBytes(int bytes) {
      return new Sizes(
          lineBytes,
          bytes,
          headers,
          bodyBytes,
          bodiesBytes,
          streams,
          pipelinedBytes,
          sendBufferBytes,
          lowWaterBytes,
          highWaterBytes);
    }

    public Sizes withStreams(int count) {
      return new Sizes(
          lineBytes,
          headerBytes,
          headers,
          bodyBytes,
          bodiesBytes,
          count,
          pipelinedBytes,
          sendBufferBytes,
          lowWaterBytes,
          highWaterBytes);
    }
  }

  /**
   * How long a client may take.
   *
   * @param headers from the first byte of a request to the end of its headers
   * @param body without a byte of the body; also the time after which the mean rate counts
   * @param bodyBytesPerSecond the least mean rate of a body
   * @param write with output queued and no byte taken
   * @param idle between requests
   * @param linger after the last answer of a connection, for the client to read it
   */
  public record Waits(
      Duration headers,
      Duration body,
      int bodyBytesPerSecond,
      Duration write,
      Duration idle,
      Duration linger) {

    public static Waits standard() {
      return new Waits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          1024,
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(5));
    }
  }

  /**
   * What one HTTP/2 connection may do; beyond it the connection ends with ENHANCE_YOUR_CALM.
   *
   * @param streams concurrent streams of a connection
   * @param windowBytes a stream's receive window
   * @param resets RST_STREAM frames per window of 10 s, sent or provoked
   * @param controls SETTINGS, PING and PRIORITY frames per window of 10 s
   */
  public record Http2Bounds(int streams, int windowBytes, int resets, int controls) {

    /** The window in which resets and control frames are counted. */
    public static final int WINDOW_SECONDS = 10;

    public static Http2Bounds standard() {
      return new Http2Bounds(100, 256 << 10, 1000, 1000);
    }
  }
}
