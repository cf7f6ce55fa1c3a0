package dev.sluice.gateway.configure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of the file with the keys that it may have. Whatever does not fit is told to the
 * {@link Problems}; the reading goes on without it.
 */
final class Section {

  private final Node node;
  private final Reading reading;
  private final Map<String, Node> values = new LinkedHashMap<>();

  /** What all sections of one file share. */
  record Reading(Problems problems, Map<String, String> environment) {}

  private Section(Node node, Reading reading) {
    this.node = node;
    this.reading = reading;
  }

  /**
   * Reads a mapping with given keys.
   *
   * @param later keys that a later version will know
   */
  static Section of(
      Node node, Reading reading, Collection<String> known, Collection<String> later) {
    var section = new Section(node, reading);
    section.fill();
    for (var key : List.copyOf(section.values.keySet())) {
      if (!known.contains(key)) {
        section.unknown(key, known, later);
      }
    }
    return section;
  }

  /** Reads a mapping whose keys are names of the operator's own. */
  static Section named(Node node, Reading reading) {
    var section = new Section(node, reading);
    section.fill();
    return section;
  }

  private final Map<String, Node> keys = new LinkedHashMap<>();

  private void fill() {
    if (!(node instanceof MappingNode mapping)) {
      reading.problems().at(node, "expected a mapping (key: value), found " + kind(node));
      return;
    }
    for (var tuple : mapping.getValue()) {
      var key = tuple.getKeyNode();
      if (!(key instanceof ScalarNode scalar)) {
        reading.problems().at(key, "a key must be a plain name");
      } else if (values.putIfAbsent(scalar.getValue(), tuple.getValueNode()) != null) {
        reading.problems().at(key, "'" + scalar.getValue() + "' stands here a second time");
      } else {
        keys.put(scalar.getValue(), key);
      }
    }
  }

  private void unknown(String key, Collection<String> known, Collection<String> later) {
    var at = key(key);
    values.remove(key);
    if (later.contains(key)) {
      reading
          .problems()
          .at(at, "'" + key + "' comes with a later version; this one does not know it yet");
      return;
    }
    var all = new TreeSet<>(known);
    all.addAll(later);
    var nearest = Suggestion.of(key, all);
    reading
        .problems()
        .at(
            at,
            "unknown key '"
                + key
                + "'"
                + nearest
                    .map(name -> ", did you mean '" + name + "'?")
                    .orElse("; known here: " + String.join(", ", new TreeSet<>(known))));
  }

  Problems problems() {
    return reading.problems();
  }

  Reading reading() {
    return reading;
  }

  /** Where the whole section starts. */
  Node node() {
    return node;
  }

  /** The key itself, to point at; the section where it has none. */
  Node key(String key) {
    return keys.getOrDefault(key, node);
  }

  Map<String, Node> values() {
    return values;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<Node> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  Optional<String> text(String key) {
    return value(key).flatMap(value -> text(key, value));
  }

  /** A text that must be there. */
  String required(String key) {
    if (!has(key)) {
      problems().at(node, "'" + key + "' is missing here");
    }
    return text(key).orElse("");
  }

  private Optional<String> text(String key, Node value) {
    if (!(value instanceof ScalarNode scalar)) {
      problems().at(value, "'" + key + "' must be a single value, found " + kind(value));
      return Optional.empty();
    }
    if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isEmpty()) {
      problems().at(value, "'" + key + "' has no value");
      return Optional.empty();
    }
    return substitute(scalar);
  }

  /** Puts environment variables in; one that is not set is a problem. */
  private Optional<String> substitute(ScalarNode scalar) {
    var text = scalar.getValue();
    var result = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        problems().at(scalar, "'${' without '}'");
        return Optional.empty();
      }
      var name = text.substring(open + 2, close);
      var value = reading.environment().getOrDefault(name, "");
      if (value.isEmpty()) {
        problems()
            .at(
                scalar,
                "environment variable '"
                    + name
                    + "' is not set: export it"
                    + Suggestion.of(name, reading.environment().keySet())
                        .map(near -> ", or did you mean '" + near + "'?")
                        .orElse(""));
        return Optional.empty();
      }
      result.append(text, from, open).append(value);
      from = close + 1;
    }
    return Optional.of(result.append(text, from, text.length()).toString());
  }

  /** A list of texts, or one text. */
  List<String> texts(String key) {
    var texts = new ArrayList<String>();
    var value = values.get(key);
    if (value instanceof SequenceNode sequence) {
      if (sequence.getValue().isEmpty()) {
        problems().at(value, "'" + key + "' is an empty list");
      }
      for (var item : sequence.getValue()) {
        text(key, item).ifPresent(texts::add);
      }
    } else if (value != null) {
      text(key, value).ifPresent(texts::add);
    }
    return texts;
  }

  /** The items of a list. */
  List<Node> items(String key) {
    var value = values.get(key);
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    if (value != null) {
      problems().at(value, "'" + key + "' must be a list (- item), found " + kind(value));
    }
    return List.of();
  }

  Duration duration(String key, Duration least, Duration most, Duration otherwise) {
    var text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    var duration = Quantity.duration(text.get());
    if (duration.isEmpty()
        || duration.get().compareTo(least) < 0
        || duration.get().compareTo(most) > 0) {
      wrong(
          key,
          "a duration from "
              + Quantity.text(least)
              + " to "
              + Quantity.text(most)
              + ", such as 200ms, 10s, 2m",
          text.get());
      return otherwise;
    }
    return duration.get();
  }

  long bytes(String key, long least, long most, long otherwise) {
    var text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    var bytes = Quantity.bytes(text.get());
    if (bytes.isEmpty() || bytes.getAsLong() < least || bytes.getAsLong() > most) {
      wrong(
          key,
          "a size from "
              + Quantity.text(least)
              + " to "
              + Quantity.text(most)
              + ", such as 64KiB, 16MiB",
          text.get());
      return otherwise;
    }
    return bytes.getAsLong();
  }

  long count(String key, long least, long most, long otherwise) {
    var text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    var count = Quantity.count(text.get());
    if (count.isEmpty() || count.getAsLong() < least || count.getAsLong() > most) {
      wrong(key, "a number from " + least + " to " + most, text.get());
      return otherwise;
    }
    return count.getAsLong();
  }

  /** Says what a value should have been; not for secrets. */
  void wrong(String key, String expected, String found) {
    problems()
        .at(
            values.getOrDefault(key, node),
            "'" + key + "' must be " + expected + "; found '" + found + "'");
  }

  static String kind(Node node) {
    return switch (node) {
      case MappingNode mapping -> "a mapping";
      case SequenceNode sequence -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      default -> "a single value";
    };
  }
}
