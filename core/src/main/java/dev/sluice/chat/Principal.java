package dev.sluice.chat;

import java.util.Optional;

/**
 * Who asks: whom an answer, its record and what is remembered of it belong to.
 *
 * @param key the configured name of the key
 * @param user whom the holder of the key acts for, where the key may say so
 */
public record Principal(String key, Optional<String> user) {

  /** Whoever asks where no keys are configured. */
  public static final Principal LOCAL = new Principal("local", Optional.empty());

  /** The holder of a key, acting for nobody else. */
  public static Principal of(String key) {
    return new Principal(key, Optional.empty());
  }
}
