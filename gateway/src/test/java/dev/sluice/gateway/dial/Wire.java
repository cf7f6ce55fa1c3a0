package dev.sluice.gateway.dial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** HTTP/1.1 by hand. */
final class Wire {
  static final String LAST_CHUNK = "0\r\n\r\n";

  private Wire() {}

  /** A head with these lines. */
  static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  /** The head of a chunked stream of events. */
  static String stream() {
    return head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked");
  }

  static String chunk(String text) {
    return Integer.toHexString(text.getBytes(ISO_8859_1).length) + "\r\n" + text + "\r\n";
  }

  /** A whole answer. */
  static String whole(String body) {
    return sized(body.length(), body);
  }

  /** A whole answer that claims this length. */
  static String sized(int length, String body) {
    return head("HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: " + length)
        + body;
  }

  /** A stream of events that claims this length. */
  static String sizedStream(int length, String body) {
    return head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Content-Length: " + length)
        + body;
  }
}
