package dev.sluice.lab.script;

/** Why an answer ends. */
public enum Stop {
  END,
  LENGTH,
  STOP_SEQUENCE,
  TOOL,
  REFUSAL
}
