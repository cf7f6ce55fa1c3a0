package dev.sluice.lab.serve;

import dev.sluice.lab.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a provider wants names and ids spelt, and the properties of a tool's schema. */
record Spelled(Pattern pattern) {
  private static final Pattern PROPERTY = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  static Spelled as(String pattern) {
    return new Spelled(Pattern.compile(pattern));
  }

  boolean admits(Json text) {
    return pattern.matcher(text.text()).matches();
  }

  /** An objection to a name or id that stands at {@code at}. */
  Optional<String> objection(Json text, String at) {
    return admits(text)
        ? Optional.empty()
        : Optional.of(at + ": String should match pattern '^" + pattern + "$'");
  }

  /** What Claude says of a schema whose properties have other names than it takes. */
  static Optional<String> properties(Json schema, String at) {
    for (var name : schema.get("properties").members().keySet()) {
      if (!PROPERTY.matcher(name).matches()) {
        return Optional.of(
            at + ".properties: Property keys should match pattern '^" + PROPERTY + "$'");
      }
    }
    return Optional.empty();
  }
}
