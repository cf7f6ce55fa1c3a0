package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

  @Test
  void skipsWhatIsNotRead() throws MalformedJson {
    var read = members("{\"a\":{\"x\":[1,{}]},\"b\":\"t\",\"c\":null}", Map.of("b", "text"));

    assertThat(read).containsExactly(Map.entry("b", "t"));
  }

  @Test
  void givesTheRawTextOfAnyValue() throws MalformedJson {
    var json =
        "{\"s\":\"h\\u00e9 \\\"q\\\"\", \"n\": 1.50e3 ,\"o\":{\"a\":[1, 2]},\"t\":true,\"z\":null}";

    var read = members(json, Map.of("s", "raw", "n", "raw", "o", "raw", "t", "raw", "z", "raw"));

    assertThat(read)
        .containsEntry("s", "\"h\\u00e9 \\\"q\\\"\"")
        .containsEntry("n", "1.50e3")
        .containsEntry("o", "{\"a\":[1, 2]}")
        .containsEntry("t", "true")
        .containsEntry("z", "null");
  }

  @Test
  void givesARawTextOfSeveralLinesOnOne() throws MalformedJson {
    var read = members("{\"o\":{\n \"a\": [1,\r\n2.50]}}", Map.of("o", "raw"));

    assertThat(read).containsEntry("o", "{\"a\":[1,2.50]}");
  }

  @Test
  void readsASliceOfALargerArray() throws MalformedJson {
    var bytes = "xx{\"a\":[1]}yy".getBytes(StandardCharsets.UTF_8);
    var reader = JsonReader.of(bytes, 2, 9);

    assertThat(reader.enterObject()).isTrue();
    assertThat(reader.next()).isTrue();
    assertThat(reader.raw()).isEqualTo("[1]");
    assertThat(reader.next()).isFalse();
    reader.finish();
  }

  @Test
  void readsMalformedUtf8AsReplacement() throws MalformedJson {
    var bytes = new byte[] {'"', 'a', (byte) 0xff, 'b', (byte) 0xc3, '"'};

    assertThat(JsonReader.of(bytes).text()).isEqualTo("a\ufffdb\ufffd");
  }

  @Test
  void refusesWhatIsBeyondTheBounds() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("depth 64");
    assertThatThrownBy(() -> Json.parse("1".repeat(2000).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> Json.parse("{} x".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> Json.parse(new byte[0])).isInstanceOf(MalformedJson.class);
  }

  @Test
  void writesWhatItReads() throws MalformedJson {
    var json = "{\"a\":[1,2.50,-3e9,true,null,\"\\u2028\\u0001é😀\\n\"],\"b\":{}}";

    var tree = Json.parse(json.getBytes(StandardCharsets.UTF_8));

    assertThat(tree.compact()).isEqualTo(json);
  }

  @Test
  void writesALoneSurrogateAsReplacement() {
    assertThat(new Json.Text("a\ud83d").compact()).isEqualTo("\"a\ufffd\"");
  }

  private static Map<String, String> members(String json, Map<String, String> how)
      throws MalformedJson {
    var found = new LinkedHashMap<String, String>();
    var reader = JsonReader.of(json.getBytes(StandardCharsets.UTF_8));
    assertThat(reader.enterObject()).isTrue();
    while (reader.next()) {
      var name = reader.name();
      if (how.containsKey(name)) {
        found.put(name, "raw".equals(how.get(name)) ? reader.raw() : reader.text());
      }
    }
    reader.finish();
    return found;
  }
}
