package dev.sluice.proof.matrix;

import java.util.List;

/**
 * The outcome of one cell.
 *
 * @param shown what the page says of it
 * @param requestId what the SDK gave as the request's id, or ""
 * @param wrong what was not as it must be; empty where the cell is green
 */
record Verdict(Cell cell, String shown, String requestId, List<String> wrong) {
  Verdict {
    wrong = List.copyOf(wrong);
  }
}
