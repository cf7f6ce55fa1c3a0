package dev.sluice.proof.matrix;

/** A protocol that clients speak and providers answer in. */
enum Protocol {
  CHAT,
  MESSAGES,
  CONVERSE
}
