package dev.sluice.dialect;

import java.util.List;
import java.util.Map;

/**
 * A protocol as all but its own package know it: one type names it in configuration, routes, paths
 * and answers. Stateless; there is one instance of each, in {@link Protocols}, and it is compared
 * by identity.
 *
 * <p>Adding one is a package with an implementation, and one line in {@code
 * META-INF/services/dev.sluice.dialect.Protocol}.
 */
public interface Protocol {

  /** How the key of a provider of this protocol is carried. */
  enum KeyScheme {
    /** {@code Authorization: Bearer}. */
    BEARER,

    /** A header of its own, or a bearer token where the provider's version says so. */
    HEADER,

    /** AWS's signature, or a bearer token; the provider has a region. */
    AWS
  }

  /** What a path is to a protocol. */
  enum PathUse {
    /** A chat call is posted there. */
    CHAT,

    /** The path is of this protocol, but nothing is served there. */
    OTHER,

    /** Another protocol's, or nobody's. */
    NONE
  }

  /** The name in configuration, logs and {@link dev.sluice.chat.Extra#protocol}. */
  default String name() {
    return dialect().name();
  }

  Dialect dialect();

  /** Where its own provider is; <code>{region}</code> stands for the provider's region. */
  String baseUrl();

  KeyScheme keyScheme();

  /** Whether the name of a model is, by its shape, one of those that its provider serves. */
  boolean knows(String model);

  /** The names that it knows, as near as patterns with a star can say it. */
  List<String> modelPatterns();

  /** A small model of its own provider, to try a connection with. */
  String smallModel();

  /** What a client's path is to this protocol: one slash each, no trailing one. */
  PathUse path(String path);

  /** Whether a client speaks this protocol by what its headers say; names are in lower case. */
  boolean speaks(Map<String, String> headers);

  /** Whether those are answered in it who do not say what they speak; true of one. */
  default boolean isFallback() {
    return false;
  }

  /** What a client is told that asked for a path at which nothing is served. */
  String advice(String here);
}
