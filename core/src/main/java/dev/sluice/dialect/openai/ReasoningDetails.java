package dev.sluice.dialect.openai;

import dev.sluice.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The elements of {@code reasoning_details}, whose pieces of a stream are joined when they follow
 * each other with the same index and type: clients must send them back as they are.
 */
final class ReasoningDetails {

  private final List<Piece> pieces = new ArrayList<>();
  private List<Json> first = List.of();
  private int times;

  /** One element; its texts grow, its other members are replaced. */
  private record Piece(
      String type, Json index, Map<String, StringBuilder> texts, Map<String, Json> others) {

    boolean continuedBy(Json.Obj element) {
      return type.equals(element.text("type").orElse(""))
          && index.equals(element.members().getOrDefault("index", Json.Nil.NIL));
    }

    void add(Json.Obj element) {
      element
          .members()
          .forEach((name, value) -> {
            var grows = name.equals("text") || name.equals("summary") || name.equals("data");
            if (grows && value instanceof Json.Text text) {
              texts.computeIfAbsent(name, n -> new StringBuilder()).append(text.value());
            } else if (!(value instanceof Json.Nil) || !others.containsKey(name)) {
              others.put(name, value);
            }
          });
    }

    Json.Obj joined() {
      var members = new LinkedHashMap<>(others);
      texts.forEach((name, text) -> members.put(name, new Json.Text(text.toString())));
      return new Json.Obj(members);
    }
  }

  void add(List<Json> elements) {
    first = times == 0 ? elements : first;
    times++;
    for (var element : elements) {
      if (element instanceof Json.Obj object) {
        if (pieces.isEmpty() || !pieces.getLast().continuedBy(object)) {
          pieces.add(
              new Piece(
                  object.text("type").orElse(""),
                  object.members().getOrDefault("index", Json.Nil.NIL),
                  new LinkedHashMap<>(),
                  new LinkedHashMap<>()));
        }
        pieces.getLast().add(object);
      }
    }
  }

  Json.Arr joined() {
    return times == 1
        ? Json.Arr.of(first)
        : Json.Arr.of(pieces.stream().map(Piece::joined).toList());
  }
}
