package dev.sluice.gateway.dial;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, true, api.openai.com, 443, api.openai.com",
    "http://127.0.0.1:11434/v1, false, 127.0.0.1, 11434, 127.0.0.1:11434",
    "https://h:443, true, h, 443, h",
    "http://[::1]:8080, false, ::1, 8080, [::1]:8080",
    "http://[::1], false, ::1, 80, [::1]",
    "https://user:pass@h:8443, true, h, 8443, h:8443"
  })
  void readsWhereToGo(String url, boolean tls, String host, int port, String header) {
    var origin = Origin.of(new Provider("p", URI.create(url), new Credential.Anonymous()));

    assertThat(origin).isEqualTo(new Origin("p", tls, host, port));
    assertThat(origin.hostHeader()).isEqualTo(header);
  }
}
