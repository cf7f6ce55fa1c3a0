package dev.sluice.lab.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lab.json.Json;
import dev.sluice.lab.json.JsonReader;
import org.junit.jupiter.api.Test;

class SchemaValuesTest {
  private static String value(String schema, int seed) {
    return SchemaValues.valueFor(JsonReader.read(schema.getBytes(UTF_8)).orElseThrow(), seed)
        .write();
  }

  @Test
  void fillsAnObject() {
    var schema =
        """
        {"type":"object","required":["city","kind"],"properties":{
          "city":{"type":"string"},"days":{"type":"integer","minimum":1,"maximum":3},
          "kind":{"enum":["a","b"]},"tags":{"type":"array","items":{"type":"string"},"minItems":2},
          "sure":{"type":"boolean"},"at":{"type":"string","format":"date"},
          "nothing":{"type":"null"},"maybe":{"type":["null","number"]}}}
        """;

    assertThat(value(schema, 0))
        .isEqualTo(
            "{\"city\":\"Zürich\",\"days\":1,\"kind\":\"a\",\"tags\":[\"Zürich\",\"Kraków\"],"
                + "\"sure\":true,\"at\":\"2026-11-01\",\"nothing\":null,\"maybe\":20.5}");
    assertThat(value(schema, 1)).startsWith("{\"city\":\"Kraków\",\"days\":2,\"kind\":\"b\"");
  }

  @Test
  void keepsTheBoundsOfNumbersAndStrings() {
    assertThat(value("{\"type\":\"integer\",\"exclusiveMinimum\":5,\"maximum\":6}", 3))
        .isEqualTo("6");
    assertThat(value("{\"type\":\"integer\",\"minimum\":3,\"multipleOf\":5}", 0)).isEqualTo("5");
    assertThat(value("{\"type\":\"integer\",\"maximum\":7}", 0)).isEqualTo("7");
    assertThat(value("{\"type\":\"string\",\"minLength\":8}", 0)).isEqualTo("\"Zürichxx\"");
    assertThat(value("{\"type\":\"string\",\"maxLength\":3}", 0)).isEqualTo("\"Zür\"");
  }

  @Test
  void followsReferencesEvenInACircle() {
    var schema =
        """
        {"$defs":{"node":{"type":"object","properties":{"name":{"type":"string"},
          "next":{"$ref":"#/$defs/node"}}}},"$ref":"#/$defs/node"}
        """;

    assertThat(value(schema, 0)).startsWith("{\"name\":\"Zürich\",\"next\":{\"name\":");
  }

  @Test
  void takesTheFirstOfAlternatives() {
    assertThat(value("{\"anyOf\":[{\"const\":7},{\"type\":\"string\"}]}", 0)).isEqualTo("7");
    assertThat(
            value(
                "{\"allOf\":[{\"properties\":{\"a\":{\"const\":1}}},{\"required\":[\"b\"],"
                    + "\"type\":\"object\"}]}",
                0))
        .isEqualTo("{\"a\":1,\"b\":\"Zürich\"}");
  }

  @Test
  void isAnObjectWhereNothingIsSaid() {
    assertThat(SchemaValues.valueFor(Json.Nul.VALUE, 0).write()).isEqualTo("{}");
    assertThat(value("{}", 0)).isEqualTo("{}");
    assertThat(value("{\"type\":\"object\",\"properties\":{}}", 0)).isEqualTo("{}");
  }
}
