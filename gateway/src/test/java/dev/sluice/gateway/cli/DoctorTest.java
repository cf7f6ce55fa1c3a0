package dev.sluice.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lab.LabServer;
import dev.sluice.lab.LabSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {

  private record Outcome(int status, String out) {}

  @TempDir private Path folder;
  private LabServer lab;

  @BeforeEach
  void startLab() throws Exception {
    lab = LabServer.start(LabSettings.defaults().asDemo());
  }

  @AfterEach
  void stopLab() throws Exception {
    lab.close();
  }

  @Test
  void findsThatProvidersOfEachProtocolAreWell() throws Exception {
    var outcome =
        run(
            """
            providers:
              one: {dialect: openai, base-url: "http://127.0.0.1:%1$d/v1", key: k}
              two: {dialect: anthropic, base-url: "http://127.0.0.1:%1$d", key: k}
              three: {dialect: bedrock, region: us-east-1, base-url: "http://127.0.0.1:%1$d", key: k}
            routes:
              - {model: fast, to: [one/lab-text]}
            """
                .formatted(lab.port()));

    assertThat(outcome.out())
        .contains("one: openai at http://127.0.0.1:" + lab.port() + "/v1, model lab-text")
        .contains("two: anthropic at ", "three: bedrock at ")
        .contains("  token       ok       answered within")
        .doesNotContain("FAILED");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void saysWhatToDo() throws Exception {
    var outcome =
        run("providers: {x: {dialect: openai, base-url: \"http://x.invalid/v1\", key: k}}\n");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("  name        FAILED   x.invalid does not resolve")
        .contains("check base-url for a typing error")
        .contains("  token       -        not reached");
  }

  @Test
  void saysWhatTheProviderAnswers() throws Exception {
    var outcome =
        run(
            "providers: {x: {dialect: openai, base-url: \"http://127.0.0.1:"
                + lab.port()
                + "/v1\", key: k}}\nroutes: [{model: lab-text-u21-v401, to: [x]}]\n");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).contains("FAILED   the provider answers 401", "the key is refused");
  }

  @Test
  void saysThatNoProviderIsConfigured() {
    var out = new StringWriter();
    int status =
        Main.run(
            new String[] {"doctor"},
            Map.of(),
            new PrintWriter(out, true),
            new PrintWriter(new StringWriter(), true));

    assertThat(status).isZero();
    assertThat(out.toString()).contains("no provider is configured", "OPENAI_API_KEY");
  }

  private Outcome run(String yaml) throws Exception {
    var file = Files.writeString(folder.resolve("sluice.yaml"), yaml, UTF_8);
    var out = new StringWriter();
    var err = new StringWriter();
    int status =
        Main.run(
            new String[] {"doctor", "--config", file.toString()},
            Map.of(),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    assertThat(err.toString()).isEmpty();
    return new Outcome(status, out.toString());
  }
}
