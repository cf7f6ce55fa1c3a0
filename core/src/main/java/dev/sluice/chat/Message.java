package dev.sluice.chat;

import java.util.List;

/**
 * One turn of a conversation. Tool results stand as parts of {@link Role#USER} messages; system
 * text may stand anywhere. Two messages of one role may follow each other: writers merge where they
 * must.
 */
public record Message(Role role, List<Part> parts) {

  public Message {
    parts = List.copyOf(parts);
  }

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }
}
