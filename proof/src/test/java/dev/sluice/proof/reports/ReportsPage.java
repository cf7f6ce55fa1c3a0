package dev.sluice.proof.reports;

import dev.sluice.proof.kit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code docs/public-reports.md}: what became of each case. */
final class ReportsPage {
  private static final String HEAD =
      """
      # Public reports

      Inputs built from public bug reports of gateways and clients like ours, each played by a
      scripted provider through the real gateway to the clients that its report names
      (`ReportsTest`). Written by the test with `-Dreports.rewrite=true`; the test fails where page
      and run differ. *Open* names the line of the issue that mends it.

      | n | case | reported by | runs | outcome |
      |---|---|---|---|---|
      """;

  private ReportsPage() {}

  /** One line of the table. */
  record Row(PublicCase input, int runs, String outcome) {}

  static Path file() {
    return Checkout.root().resolve("docs").resolve("public-reports.md");
  }

  static String page(List<Row> rows) {
    var page = new StringBuilder(HEAD);
    for (var row : rows) {
      page.append("| ").append(row.input().number());
      page.append(" | ").append(row.input().name().replace('-', ' '));
      page.append(" | ").append(row.input().source().replace("|", "\\|"));
      page.append(" | ").append(row.runs());
      page.append(" | ").append(row.outcome()).append(" |\n");
    }
    return page.toString();
  }

  static void rewrite(String page) throws IOException {
    Files.writeString(file(), page);
  }
}
