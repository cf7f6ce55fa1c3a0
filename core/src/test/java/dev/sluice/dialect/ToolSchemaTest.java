package dev.sluice.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolSchemaTest {

  private static String of(String schema) {
    return ToolSchema.of(schema).compact();
  }

  @Test
  void aToolWithoutSchemaTakesNoArguments() {
    assertThat(ToolSchema.of(null).compact()).isEqualTo("{\"type\":\"object\",\"properties\":{}}");
    assertThat(of("{}")).isEqualTo("{\"type\":\"object\",\"properties\":{}}");
    assertThat(of("[]")).isEqualTo("{\"type\":\"object\",\"properties\":{}}");
  }

  @Test
  void whatIsRightStaysAsItIs() {
    var right =
        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
            + "\"properties\":{\"a\":{\"type\":[\"string\",\"null\"],\"default\":null,"
            + "\"enum\":[\"x\",null]},\"b\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]},"
            + "\"c\":{\"type\":\"number\",\"minimum\":0,\"exclusiveMaximum\":1e3},"
            + "\"d\":{\"$ref\":\"#/$defs/D\"},\"required\":{\"type\":\"boolean\"}},"
            + "\"required\":[\"a\"],\"additionalProperties\":false,"
            + "\"$defs\":{\"D\":{\"const\":null}}}";

    assertThat(of(right)).isEqualTo(right);
  }

  /** Each of these was refused with a 400 by a provider. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\1',
      textBlock =
          """
          {"type":"object","properties":{},"required":null} | {"type":"object","properties":{}}
          {"type":"object","properties":null} | {"type":"object","properties":{}}
          {"type":null,"properties":{}} | {"type":"object","properties":{}}
          {"type":"OBJECT","properties":{"a":{"type":"STRING"}}} | {"type":"object","properties":{"a":{"type":"string"}}}
          {"type":"dict","properties":{"a":{"type":"int"},"b":{"type":"any"}}} | {"type":"object","properties":{"a":{"type":"integer"},"b":{}}}
          {"type":["object","null"],"properties":{}} | {"type":"object","properties":{}}
          {"properties":{"a":null,"b":true}} | {"type":"object","properties":{"a":{},"b":true}}
          {"type":"object","properties":{"a":{"type":"string","required":true}}} | {"type":"object","properties":{"a":{"type":"string"}}}
          {"type":"object","properties":{"a":{"type":"array"}}} | {"type":"object","properties":{"a":{"type":"array","items":{}}}}
          {"type":"object","properties":{"a":{"type":"array","items":[{"type":"string"},{"type":"int"}]}}} | {"type":"object","properties":{"a":{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}}}}
          {"type":"object","properties":{"a":{"minimum":0,"exclusiveMinimum":true}}} | {"type":"object","properties":{"a":{"exclusiveMinimum":0}}}
          {"type":"object","properties":{"a":{"maximum":9,"exclusiveMaximum":false}}} | {"type":"object","properties":{"a":{"maximum":9}}}
          {"type":"object","properties":{"a":{"enum":[]},"b":{"enum":["x","x"]}}} | {"type":"object","properties":{"a":{},"b":{"enum":["x"]}}}
          {"type":"object","properties":{"a":{"description":null,"anyOf":[]}},"required":["a","a",1]} | {"type":"object","properties":{"a":{}},"required":["a"]}
          {"type":"object","properties":{},"additionalProperties":null,"title":null} | {"type":"object","properties":{}}
          """)
  void mendsWhatProvidersRefuse(String schema, String mended) {
    assertThat(of(schema)).isEqualTo(mended);
    assertThat(of(mended)).isEqualTo(mended);
  }

  @Test
  void mergesAUnionAtTheRoot() {
    var either =
        "{\"anyOf\":[{\"type\":\"object\",\"properties\":{\"a\":{},\"k\":{}},\"required\":[\"a\",\"k\"]},"
            + "{\"properties\":{\"b\":{},\"k\":{}},\"required\":[\"k\"]},{\"type\":\"null\"}]}";
    var all =
        "{\"type\":\"object\",\"allOf\":[{\"properties\":{\"a\":{}},\"required\":[\"a\"]},"
            + "{\"properties\":{\"b\":{}},\"required\":[\"b\"]}],\"properties\":{\"c\":{}}}";

    assertThat(of(either))
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"a\":{},\"k\":{},\"b\":{}},"
                + "\"required\":[\"k\"]}");
    assertThat(of(all))
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"c\":{},\"a\":{},\"b\":{}},"
                + "\"required\":[\"a\",\"b\"]}");
  }

  @Test
  void followsAReferenceAtTheRoot() {
    assertThat(
            of(
                "{\"$ref\":\"#/definitions/Args\",\"definitions\":{\"Args\":{\"type\":\"object\","
                    + "\"properties\":{\"a\":{}},\"required\":[\"a\"]}}}"))
        .contains("\"type\":\"object\"", "\"properties\":{\"a\":{}}", "\"required\":[\"a\"]")
        .doesNotContain("$ref");
    assertThat(of("{\"$ref\":\"#/$defs/A\",\"$defs\":{\"A\":{\"$ref\":\"#/$defs/A\"}}}"))
        .contains("\"type\":\"object\"");
    assertThat(of("{\"$ref\":\"https://example.org/x\"}"))
        .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
  }
}
