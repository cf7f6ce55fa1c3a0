package dev.sluice.dialect;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.chat.Failure;
import dev.sluice.dialect.anthropic.AnthropicDialect;
import dev.sluice.dialect.bedrock.BedrockDialect;
import dev.sluice.dialect.openai.OpenAiDialect;
import dev.sluice.json.Json;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {

  private static final List<Dialect> DIALECTS =
      List.of(new OpenAiDialect(), new AnthropicDialect(), new BedrockDialect());

  private static Failure refused(Dialect dialect, byte[] body) {
    var path = dialect.name().equals("bedrock") ? "/model/m/converse" : "/";
    return switch (dialect.read(new ClientCall(path, Map.of(), body))) {
      case ReadResult.Refused(var failure) -> failure;
      case ReadResult.Accepted accepted -> throw new AssertionError("was read");
    };
  }

  @Test
  void saysInWhichEncodingABodyCame() {
    var encodings =
        List.of(UTF_16, UTF_16BE, UTF_16LE, Charset.forName("UTF-32"), Charset.forName("UTF-32LE"));
    for (var dialect : DIALECTS) {
      for (var encoding : encodings) {
        var name = encoding.name().substring(0, 6);
        assertThat(refused(dialect, "{\"model\":\"m\"}".getBytes(encoding)).message())
            .contains("the body is " + name, "UTF-8");
      }
    }
  }

  @Test
  void saysWhereANulStands() {
    for (var dialect : DIALECTS) {
      assertThat(refused(dialect, "{\"model\":\"m\0\"}".getBytes(UTF_8)).message())
          .contains("a NUL byte at byte 11");
      assertThat(refused(dialect, new byte[16]).message()).contains("a NUL byte at byte 0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e9999999999", "-1E+9999999999", "1e400", "1e-9999999999", "0.1e-2147483648"})
  void namesTheNumberThatNothingCanHold(String number) {
    var body =
        "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[]}],"
            + "\"novel\":{\"a\":[0,{\"b\":"
            + number
            + "}]}}";

    for (var dialect : DIALECTS) {
      var failure = refused(dialect, body.getBytes(UTF_8));
      assertThat(failure.param()).isEqualTo("novel.a[1].b");
      assertThat(failure.message()).startsWith("novel.a[1].b: ").contains("range");
    }
  }

  @Test
  void anIntegerOfManyDigitsIsBeyondTheRangeToo() {
    var body = "{\"model\":\"m\",\"temperature\":" + "9".repeat(400) + "}";

    assertThat(refused(new OpenAiDialect(), body.getBytes(UTF_8)).param()).isEqualTo("temperature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0.0", "0e999999999999", "1e308", "4.9e-324", "12345678901234567890"})
  void ordinaryNumbersAreInRange(String number) {
    assertThat(new Json.Num(number).inRange()).isTrue();
  }

  @Test
  void aBoundBelowOneIsNone() {
    assertThat(RequestJson.bound(new Json.Num("4096.0"))).contains(4096);
    assertThat(RequestJson.bound(new Json.Num("4.096e3"))).contains(4096);
    for (var none : List.of("0", "-1", "-0", "-99999999999", "-1.0")) {
      assertThat(RequestJson.bound(new Json.Num(none))).isEmpty();
    }
    for (var wrong : List.of("0.5", "4096.5", "-0.5", "2147483648", "1e9999999999")) {
      assertThatThrownBy(() -> RequestJson.bound(new Json.Num(wrong)))
          .isInstanceOf(NumberFormatException.class)
          .hasMessageContaining("whole number");
    }
    assertThatThrownBy(() -> RequestJson.bound(new Json.Text("4096")))
        .isInstanceOf(NumberFormatException.class);
  }
}
