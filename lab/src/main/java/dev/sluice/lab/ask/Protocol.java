package dev.sluice.lab.ask;

/** The upstream protocols that the lab speaks. */
public enum Protocol {
  CHAT("chat"),
  MESSAGES("messages"),
  CONVERSE("converse");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  /** The name in logs. */
  public String label() {
    return label;
  }
}
