package dev.sluice.gateway.cli;

import java.util.List;

/** Why a command cannot do its work: lines for standard error, then exit status 1. */
final class CannotServe extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  CannotServe(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  CannotServe(String line) {
    this(List.of(line));
  }

  List<String> lines() {
    return lines;
  }
}
