package dev.sluice.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LabMainTest {
  private static LabSettings read(String... arguments) {
    return LabMain.read(arguments);
  }

  @Test
  void readsEveryOption() {
    var settings =
        read(
            "--port",
            "8099",
            "--host",
            "::1",
            "--rate",
            "0",
            "--log",
            "l.json",
            "--sndbuf",
            "4096",
            "--fixtures",
            "f",
            "--aws-key",
            "A=B=C",
            "--tls",
            "k.p12",
            "--tls-password",
            "p",
            "--demo");

    assertThat(settings.port()).isEqualTo(8099);
    assertThat(settings.host()).isEqualTo("::1");
    assertThat(settings.log()).contains(Path.of("l.json"));
    assertThat(settings.fixtures()).contains(Path.of("f"));
    assertThat(settings.keystore()).contains(Path.of("k.p12"));
    assertThat(settings.password()).isEqualTo("p");
    assertThat(settings.sendBuffer()).isEqualTo(4096);
    assertThat(settings.awsKeys()).containsEntry("A", "B=C").containsKey("AKIDEXAMPLE");
    assertThat(settings.demo()).isTrue();
  }

  @Test
  void saysWhereItCannotListen() throws IOException {
    try (var lab = LabServer.start(LabSettings.defaults())) {
      assertThatThrownBy(() -> LabServer.start(LabSettings.defaults().at("127.0.0.1", lab.port())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + lab.port())
          .hasMessageContaining("--port 0");
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> read("--prot", "1")).hasMessageContaining("--prot");
    assertThatThrownBy(() -> read("--port")).hasMessageContaining("no value for --port");
    assertThatThrownBy(() -> read("--port", "x"))
        .hasMessageContaining("--port wants a number, not x");
    assertThatThrownBy(() -> read("--aws-key", "A")).hasMessageContaining("ID=SECRET");
  }
}
