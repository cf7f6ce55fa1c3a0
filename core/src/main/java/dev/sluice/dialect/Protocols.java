package dev.sluice.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The protocols that are registered, in the order of registration. */
public final class Protocols {

  private static final List<Protocol> ALL =
      ServiceLoader.load(Protocol.class, Protocols.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private Protocols() {}

  public static List<Protocol> all() {
    return ALL;
  }

  /** The first: in it those are answered who do not say what they speak. */
  public static Protocol first() {
    return ALL.getFirst();
  }

  /** Their names, in order. */
  public static List<String> names() {
    return ALL.stream().map(Protocol::name).toList();
  }

  public static Optional<Protocol> named(String name) {
    return ALL.stream().filter(protocol -> protocol.name().equals(name)).findFirst();
  }

  /** The protocol that a client speaks by its headers; the first where they say nothing. */
  public static Protocol spoken(Map<String, String> headers) {
    for (var protocol : ALL) {
      if (protocol.speaks(headers)) {
        return protocol;
      }
    }
    return first();
  }
}
