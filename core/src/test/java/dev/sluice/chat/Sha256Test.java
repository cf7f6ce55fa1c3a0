package dev.sluice.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {

  @Test
  void hashesTheTextInUtf8() {
    assertThat(HexFormat.of().formatHex(Sha256.of("é")))
        .isEqualTo("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  }

  @Test
  void aWordFollowsFromTheTextAlone() {
    assertThat(Sha256.base62("call 1", 24))
        .matches("[0-9A-Za-z]{24}")
        .isEqualTo(Sha256.base62("call 1", 24))
        .startsWith(Sha256.base62("call 1", 8))
        .isNotEqualTo(Sha256.base62("call 2", 24));
  }
}
