package dev.sluice.gateway.configure;

import java.time.Duration;

/**
 * Every bound that an operator sets.
 *
 * @param provider how long a provider may take
 * @param client how long a client may take
 * @param sizes how much there may be
 */
public record Limits(Provider provider, Client client, Sizes sizes) {

  /**
   * Waits for a provider.
   *
   * @param dns for its name to resolve
   * @param connect for TCP
   * @param tls for the handshake
   * @param credentials for what proves us to it, where that is fetched
   * @param upload without any progress of the request
   * @param headers for the head of its answer, from the request written
   * @param firstToken for the first content, from the head
   * @param stall without any byte
   * @param stallContent without content, pings do not count
   * @param endGrace for the end marker of an answer that has said why it ended
   * @param total for the whole call
   */
  public record Provider(
      Duration dns,
      Duration connect,
      Duration tls,
      Duration credentials,
      Duration upload,
      Duration headers,
      Duration firstToken,
      Duration stall,
      Duration stallContent,
      Duration endGrace,
      Duration total) {}

  /**
   * Waits for a client, and what it hears meanwhile.
   *
   * @param commitAfter until status 200 goes out without content, the provider's head in hand
   * @param heartbeat between signs of life after that
   * @param drain for open streams after SIGTERM
   * @param headers for the head of a request
   * @param body without a byte of a request's body
   * @param write with output waiting and nothing taken
   */
  public record Client(
      Duration commitAfter,
      Duration heartbeat,
      Duration drain,
      Duration headers,
      Duration body,
      Duration write) {}

  /**
   * Sizes and counts.
   *
   * @param eventBytes one event of a provider
   * @param bodyBytes one body, of a request or of a whole answer
   * @param bodiesBytes all request bodies in flight
   * @param headerBytes all headers of one message
   * @param streams requests open at once
   */
  public record Sizes(
      int eventBytes, int bodyBytes, long bodiesBytes, int headerBytes, int streams) {}

  public static Limits defaults() {
    return new Limits(
        new Provider(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            Duration.ofSeconds(2),
            Duration.ofMinutes(15)),
        new Client(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(120),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30)),
        new Sizes(16 << 20, 32 << 20, 256L << 20, 64 << 10, 10_000));
  }
}
