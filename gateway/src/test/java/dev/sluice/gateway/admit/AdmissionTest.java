package dev.sluice.gateway.admit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.chat.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

  private static final Map<String, String> SIGNED =
      Map.of(
          "authorization",
          "AWS4-HMAC-SHA256 Credential=AKID/20261128/us-east-1/bedrock/aws4_request");

  private final Admission open = new Admission(List.of());
  private final Admission keyed =
      new Admission(List.of(key("web", "first-key"), key("batch", "second-key")));

  private static ApiKey key(String name, String key) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return new ApiKey(name, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String principal(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Admitted admitted -> admitted.principal().key();
      case Verdict.Refused refused -> throw new AssertionError(refused.failure().message());
    };
  }

  private static String refusal(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Admitted admitted -> throw new AssertionError(admitted);
      case Verdict.Refused refused -> {
        assertThat(refused.failure().code()).isEqualTo(ErrorCode.AUTH);
        yield refused.failure().message();
      }
    };
  }

  @Test
  void takesAnythingAsLocalWithoutKeys() {
    assertThat(principal(open.admit(Map.of(), false))).isEqualTo("local");
    assertThat(principal(open.admit(Map.of("x-api-key", "any"), false))).isEqualTo("local");
    assertThat(principal(open.admit(SIGNED, true))).isEqualTo("local");
  }

  @Test
  void namesTheKeyThatCame() {
    assertThat(principal(keyed.admit(Map.of("authorization", "Bearer first-key"), false)))
        .isEqualTo("web");
    assertThat(principal(keyed.admit(Map.of("authorization", "bearer  second-key"), true)))
        .isEqualTo("batch");
    assertThat(principal(keyed.admit(Map.of("x-api-key", "second-key"), false))).isEqualTo("batch");
    assertThat(
            principal(
                keyed.admit(Map.of("x-api-key", "first-key", "authorization", "Bearer no"), false)))
        .isEqualTo("web");
  }

  @Test
  void refusesWrongAndMissingKeysAndNamesNoKey() {
    assertThat(refusal(keyed.admit(Map.of("authorization", "Bearer wrong"), false)))
        .contains("not one of those")
        .doesNotContain("wrong");
    assertThat(refusal(keyed.admit(Map.of("x-api-key", "First-key"), true))).contains("not one of");
    assertThat(refusal(keyed.admit(Map.of(), false))).contains("no API key came");
    assertThat(refusal(keyed.admit(Map.of("authorization", "Basic first-key"), false)))
        .contains("no API key came");
    assertThat(refusal(keyed.admit(Map.of("x-api-key", "k".repeat(100_000)), false)))
        .contains("not one of");
  }

  @Test
  void verifiesNoSignatureAndSaysSo() {
    assertThat(refusal(keyed.admit(SIGNED, true))).contains("AWS_BEARER_TOKEN_BEDROCK");
  }

  @Test
  void refusesAHashThatIsNone() {
    assertThatThrownBy(() -> new ApiKey("web", "abc")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ApiKey("web", "z".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
