package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes to an exchange as a reader does: while it is writable. */
final class Filling {
  private static final int PIECE_BYTES = 4000;
  private static final int PIECES_MAX = 10_000;

  private Filling() {}

  /** Writes what the client takes right now, which may be nothing. */
  static void more(Served.Exchange exchange) {
    exchange.run(() -> {
      var piece = Served.bytes("x".repeat(PIECE_BYTES));
      for (var i = 0; i < PIECES_MAX && exchange.output.writable(); i++) {
        exchange.output.write(piece);
      }
    });
  }

  /** Writes until the client is not writable any more; returns the bytes written. */
  static long fill(Served.Exchange exchange) {
    var written = new long[1];
    exchange.run(() -> {
      var piece = Served.bytes("x".repeat(PIECE_BYTES));
      for (var i = 0; i < PIECES_MAX && exchange.output.writable(); i++) {
        exchange.output.write(piece);
        written[0] += PIECE_BYTES;
      }
      assertThat(exchange.output.writable()).isFalse();
    });
    return written[0];
  }
}
