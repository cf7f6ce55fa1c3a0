package dev.sluice.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Builds a tree from a parser that stands on the first token of a value. */
final class JsonTree {

  private JsonTree() {}

  static Json read(JsonParser parser) throws MalformedJson {
    try {
      return value(parser);
    } catch (JacksonException e) {
      throw Parsers.malformed(e);
    }
  }

  private static Json value(JsonParser parser) throws MalformedJson {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(Parsers.number(parser));
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      default -> Json.Nil.NIL;
    };
  }

  private static Json object(JsonParser parser) throws MalformedJson {
    var members = new LinkedHashMap<String, Json>();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.Obj(members);
  }

  private static Json array(JsonParser parser) throws MalformedJson {
    var elements = new ArrayList<Json>();
    while (parser.nextToken() != tools.jackson.core.JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return new Json.Arr(elements);
  }
}
