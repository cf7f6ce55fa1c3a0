package dev.sluice.gateway;

import java.util.List;

/** Why a gateway does not start: lines for whoever asked for it, each with what to do. */
public final class CannotStart extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  CannotStart(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  CannotStart(String line) {
    this(List.of(line));
  }

  public List<String> lines() {
    return lines;
  }
}
