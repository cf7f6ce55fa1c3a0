package dev.sluice.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedPiecesTest {

  @Test
  void aCharacterCutBetweenItsSurrogatesStaysWhole() {
    var hold = new SurrogateHold();

    assertThat(hold.join("a\ud83d")).isEqualTo("a");
    assertThat(hold.join("\ude00b")).isEqualTo("\ud83d\ude00b");
    assertThat(hold.flush()).isEmpty();
  }

  @Test
  void halfACharacterAtTheEndBecomesAReplacement() {
    var hold = new SurrogateHold();

    assertThat(hold.join("\ud83d")).isEmpty();
    assertThat(hold.flush()).isEqualTo("\ufffd");
    assertThat(hold.flush()).isEmpty();
  }

  @Test
  void secretsAreTakenOutBeforeTheTextIsCut() {
    var body = ("é".repeat(248) + "sk-secret and more").getBytes(StandardCharsets.UTF_8);

    var detail = Redaction.detail(400, body, List.of("sk-secret"));

    assertThat(detail).startsWith("status 400: é").doesNotContain("sk-").endsWith("[red");
    assertThat(detail.substring("status 400: ".length()).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(Redaction.DETAIL_BYTES_MAX);
  }

  @Test
  void aTextIsCutAtACharacter() {
    assertThat(Redaction.cut("aé😀", 2)).isEqualTo("a");
    assertThat(Redaction.cut("aé😀", 3)).isEqualTo("aé");
    assertThat(Redaction.cut("aé😀", 6)).isEqualTo("aé");
    assertThat(Redaction.cut("aé😀", 7)).isEqualTo("aé😀");
  }

  @Test
  void aBodyIsHandedOverOnceAndWhole() {
    var bodies = new ArrayList<String>();
    var chunks = new ArrayList<Chunk>();
    var decoder =
        new BodyDecoder(
            10, chunks::add, body -> bodies.add(new String(body, StandardCharsets.UTF_8)));

    decoder.feed("xhello".getBytes(StandardCharsets.UTF_8), 1, 3);
    decoder.feed("lo".getBytes(StandardCharsets.UTF_8), 0, 2);
    decoder.end();
    decoder.end();

    assertThat(bodies).containsExactly("hello");
    assertThat(chunks).isEmpty();
  }

  @Test
  void aBodyBeyondItsBoundFails() {
    var bodies = new ArrayList<byte[]>();
    var chunks = new ArrayList<Chunk>();
    var decoder = new BodyDecoder(10, chunks::add, bodies::add);

    decoder.feed(new byte[11], 0, 11);
    decoder.feed(new byte[1], 0, 1);
    decoder.end();

    assertThat(bodies).isEmpty();
    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst()).isInstanceOf(Chunk.Failed.class);
  }
}
