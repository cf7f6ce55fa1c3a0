package dev.sluice.dialect;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The protocols that are registered: the fallback, then the others as they are registered. */
public final class Protocols {

  private static final List<Protocol> ALL =
      ServiceLoader.load(Protocol.class, Protocols.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(protocol -> !protocol.isFallback()))
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
