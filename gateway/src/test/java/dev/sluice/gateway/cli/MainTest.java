package dev.sluice.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {

  private record Outcome(int status, String out, String err) {}

  private static Outcome run(Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int status =
        Main.run(arguments, environment, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Outcome(status, out.toString(), err.toString());
  }

  private static Outcome run(String... arguments) {
    return run(Map.of(), arguments);
  }

  @Test
  void saysWhichFlagIsUnknown() {
    var outcome = run("--prot", "1");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("sluice: unknown option --prot, did you mean --port?");
    assertThat(run("serve", "--nonsense=1").err()).contains("unknown option --nonsense");
  }

  @Test
  void saysWhichCommandIsUnknown() {
    assertThat(run("srve").err()).contains("unknown command srve, did you mean serve?");
    assertThat(run("srve").status()).isEqualTo(2);
  }

  @Test
  void saysWhichValueIsNoPort() {
    assertThat(run("--port", "x").status()).isEqualTo(2);
    assertThat(run("--port", "x").err()).contains("--port", "'x'");
    assertThat(run("--port", "70000").err()).contains("70000");
    assertThat(run("--port", "70000").status()).isEqualTo(2);
    assertThat(run(Map.of("SLUICE_PORT", "y"), "serve").err()).contains("SLUICE_PORT", "'y'");
    assertThat(run("--log", "xml").err()).contains("text or json, not xml");
  }

  @Test
  void knowsNoCommandThatDoesNothing() {
    for (var command : new String[] {"chat", "replay", "keys"}) {
      assertThat(run(command).status()).isEqualTo(2);
      assertThat(run(command).err()).contains("unknown command " + command);
    }
    assertThat(run("--data", "x").err()).contains("unknown option --data");
  }

  @Test
  void doesNotBecomeTheDemoOnAHalfSetEnvironment() {
    var outcome = run(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "s"), "--port=0");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("no region: set AWS_REGION", "sluice --demo");
  }

  @Test
  void helps() {
    var outcome = run("--help");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("--port", "--admin-port", "--host", "--config", "--demo")
        .contains("serve", "lab", "check-config", "doctor")
        .contains("SLUICE_PORT", "OPENAI_API_KEY");
    assertThat(run("check-config", "--help").out()).contains("--defaults");
    assertThat(run("--version").out()).startsWith("sluice ");
  }

  @Test
  void checksAFile(@TempDir Path folder) throws Exception {
    var file =
        Files.writeString(
            folder.resolve("a.yaml"), "providers: {x: {dialect: openai, key: k}}\n", UTF_8);

    assertThat(run("check-config", file.toString()))
        .isEqualTo(new Outcome(0, file + ": ok, 1 provider, 0 routes, 0 keys\n", ""));
    assertThat(run(Map.of("SLUICE_CONFIG", file.toString()), "check-config").out())
        .contains("1 provider");

    Files.writeString(file, "providers: {x: {dialect: openai, kee: k}}\n", UTF_8);
    var wrong = run("check-config", file.toString());
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.err()).contains(file + ":1:34: unknown key 'kee', did you mean 'key'?");
    assertThat(run("--config", file.toString()).err()).contains(file + ":1:34");
  }

  @Test
  void printsTheDefaults() {
    assertThat(run("check-config", "--defaults").out())
        .contains("listen: 127.0.0.1:8080", "limits:", "  first-token: 60s", "  body-bytes: 32MiB");
  }

  @Test
  void saysWhichVariableOfTheFileIsNotSet(@TempDir Path folder) throws Exception {
    var file =
        Files.writeString(
            folder.resolve("a.yaml"),
            "providers: {x: {dialect: openai, key: \"${MY_KYE}\"}}\n",
            UTF_8);

    assertThat(run(Map.of("MY_KEY", "k"), "check-config", file.toString()).err())
        .contains(file + ":1:39", "'MY_KYE' is not set: export it, or did you mean 'MY_KEY'?");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThat(run("--config", "nowhere.yaml").err())
        .contains("nowhere.yaml: no such file", "--config");
  }

  @Test
  void refusesToServeTheWorldWithoutKeys() {
    var outcome = run("--host", "0.0.0.0", "--port", "0");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("without API keys");
  }
}
