package dev.sluice.lab.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static Optional<Json> read(String text) {
    return JsonReader.read(text.getBytes(UTF_8));
  }

  @Test
  void writesWhatItRead() {
    var text =
        "{\"a\":[1,-2.50,1e3,true,false,null],\"b\":{\"ü\":\"\\\"\\\\\\n\\u0001🧪\"},\"c\":[]}";

    assertThat(read(text).map(Json::write)).contains(text);
  }

  @Test
  void refusesWhatIsNoSingleValue() {
    assertThat(read("")).isEmpty();
    assertThat(read("{\"a\":")).isEmpty();
    assertThat(read("{} {}")).isEmpty();
    assertThat(read("nonsense")).isEmpty();
  }

  @Test
  void escapesALoneSurrogate() {
    assertThat(Json.of("\ud83ea").write()).isEqualTo("\"\\ud83ea\"");
    assertThat(Json.of("\udde9").write()).isEqualTo("\"\\udde9\"");
    assertThat(Json.of("🧪").write()).isEqualTo("\"🧪\"");
  }

  @Test
  void sortsMembersAtEveryLevel() {
    assertThat(read("{\"b\":[{\"d\":1,\"c\":2}],\"a\":0}").map(Json::sorted).map(Json::write))
        .contains("{\"a\":0,\"b\":[{\"c\":2,\"d\":1}]}");
  }

  @Test
  void leavesOutEmptyOptionals() {
    assertThat(Json.obj("a", Optional.empty(), "b", Optional.of(1), "c", null).write())
        .isEqualTo("{\"b\":1,\"c\":null}");
  }
}
