package dev.sluice.gateway.generate;

/** What an answer does when its last reader has left. */
public enum OnDisconnect {
  /** It ends, and with it the call to the provider. */
  CANCEL,
  /** It goes on to its end. */
  FINISH
}
