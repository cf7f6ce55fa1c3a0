package dev.sluice.proof.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/** JSON as the AWS SDK's documents, and back. */
final class Documents {
  private Documents() {}

  static Document thinking() {
    return Document.mapBuilder()
        .putDocument(
            "thinking",
            Document.fromMap(
                Map.of(
                    "type", Document.fromString("enabled"),
                    "budget_tokens", Document.fromNumber(1024))))
        .build();
  }

  static Document parse(String json) {
    try {
      return of(Answer.JSON.readTree(json.isEmpty() ? "{}" : json));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("arguments are not JSON: " + json, malformed);
    }
  }

  static Document of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var members = new LinkedHashMap<String, Document>();
        node.properties().forEach(m -> members.put(m.getKey(), of(m.getValue())));
        yield Document.fromMap(members);
      }
      case ARRAY -> {
        var items = new ArrayList<Document>();
        node.forEach(item -> items.add(of(item)));
        yield Document.fromList(items);
      }
      case STRING -> Document.fromString(node.textValue());
      case NUMBER -> Document.fromNumber(node.decimalValue());
      case BOOLEAN -> Document.fromBoolean(node.booleanValue());
      case NULL, MISSING, BINARY, POJO -> Document.fromNull();
    };
  }

  static JsonNode toJson(Document document) {
    var json = JsonNodeFactory.instance;
    if (document.isMap()) {
      var object = json.objectNode();
      document.asMap().forEach((name, value) -> object.set(name, toJson(value)));
      return object;
    }
    if (document.isList()) {
      var array = json.arrayNode();
      document.asList().forEach(item -> array.add(toJson(item)));
      return array;
    }
    if (document.isString()) return json.textNode(document.asString());
    if (document.isBoolean()) return json.booleanNode(document.asBoolean());
    if (document.isNumber()) return json.numberNode(document.asNumber().bigDecimalValue());
    return json.nullNode();
  }
}
