package dev.sluice.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * The members of a known event that the neutral model has no word for, as raw JSON. Only an encoder
 * of the same protocol writes them again.
 *
 * @param protocol the protocol that sent them; "" for {@link #NONE}
 * @param members in the order in which they came
 */
public record Extra(String protocol, List<Member> members) {

  public static final Extra NONE = new Extra("", List.of());

  public Extra {
    members = List.copyOf(members);
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** Whether an encoder of {@code name} may write these members. */
  public boolean of(String name) {
    return !members.isEmpty() && protocol.equals(name);
  }

  /** These members and {@code other}'s; the protocol is the one that is not empty. */
  public Extra plus(Extra other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    var all = new ArrayList<>(members);
    all.addAll(other.members);
    return new Extra(protocol, all);
  }

  /**
   * One unknown member.
   *
   * @param place where in the event it stood, in the words of its protocol's dialect ("" = top
   *     level)
   * @param json its value as it came
   */
  public record Member(String place, String name, String json) {}
}
