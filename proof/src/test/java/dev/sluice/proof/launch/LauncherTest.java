package dev.sluice.proof.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Checkout;
import dev.sluice.proof.kit.Launched;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LauncherTest {

  private static final long SECONDS_MAX = 60;

  private record Outcome(int status, String output) {}

  private static Outcome run(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    var elsewhere = Files.createTempDirectory("sluice");
    var output = elsewhere.resolve("out");
    var builder =
        new ProcessBuilder(command)
            .directory(elsewhere.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(OPENAI|ANTHROPIC|AWS|SLUICE)_.*"));
    builder.environment().putAll(environment);
    var process = builder.start();
    try {
      assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("ended").isTrue();
      return new Outcome(process.exitValue(), Files.readString(output, UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  private static Outcome sluice(String... arguments) throws IOException, InterruptedException {
    return run(Checkout.root().resolve("sluice"), Map.of(), arguments);
  }

  @Test
  void saysWhichAddressIsInUse() throws IOException, InterruptedException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());

      var outcome = sluice("--port", port, "--admin-port", "0");

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.output().lines())
          .singleElement()
          .asString()
          .contains("127.0.0.1:" + port, "in use", "--port");
    }
  }

  @Test
  void saysWhichLineOfTheFileIsWrong(@TempDir Path folder)
      throws IOException, InterruptedException {
    var file = folder.resolve("sluice.yaml");
    Files.writeString(
        file, "providers:\n  openai:\n    dialect: openai\n    bas-url: http://h/v1\n", UTF_8);

    for (var arguments :
        List.of(new String[] {"--config", "" + file}, new String[] {"check-config", "" + file})) {
      var outcome = sluice(arguments);

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.output())
          .contains(file + ":4:5: unknown key 'bas-url', did you mean 'base-url'?");
    }
  }

  @Test
  void saysWhichFlagIsUnknown() throws IOException, InterruptedException {
    var outcome = sluice("--prot", "1");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("unknown option --prot, did you mean --port?");
  }

  @Test
  void refusesItsOwnAddressAsAProvider() throws IOException, InterruptedException {
    var environment = Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://localhost:18099/v1");

    var outcome =
        run(Checkout.root().resolve("sluice"), environment, "--port", "18099", "--admin-port", "0");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output()).contains("our own listener");
  }

  @Test
  void printsDefaultsThatItReadsBack(@TempDir Path folder)
      throws IOException, InterruptedException {
    var defaults = sluice("check-config", "--defaults");
    var file = Files.writeString(folder.resolve("defaults.yaml"), defaults.output(), UTF_8);

    assertThat(sluice("check-config", file.toString()).output()).contains("ok");
  }

  @Test
  void startsThroughALinkFromAnywhere(@TempDir Path folder)
      throws IOException, InterruptedException {
    var link = Files.createSymbolicLink(folder.resolve("link"), Checkout.root().resolve("sluice"));

    assertThat(run(link, Map.of(), "--version").output()).startsWith("sluice ");
  }

  @Test
  void saysHowToGetAJdk(@TempDir Path folder) throws IOException, InterruptedException {
    var bin = Files.createDirectories(folder.resolve("bin"));
    for (var tool : List.of("bash", "dirname", "readlink", "grep", "cat", "env")) {
      Files.createSymbolicLink(bin.resolve(tool), which(tool));
    }

    var outcome =
        run(
            Checkout.root().resolve("sluice"),
            Map.of(
                "PATH", bin.toString(), "JAVA_HOME", folder.toString(), "SLUICE_JDK_FOLDERS", ""));

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output()).contains("no JDK 25 found", "JAVA_HOME=", "apt install");
  }

  private static Path which(String tool) {
    for (var folder : System.getenv("PATH").split(":", -1)) {
      var file = Path.of(folder, tool);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new AssertionError(tool + " is not on the path");
  }

  @Test
  void saysWhereItListensAndThatTheDemoAnswers() throws InterruptedException {
    try (var server =
        Launched.sluice(
            List.of("--port", "0", "--admin-port", "0"),
            Map.of("SLUICE_LOG", "json"),
            "sluice ready on http://127\\.0\\.0\\.1:\\d+ admin http://127\\.0\\.0\\.1:\\d+$")) {
      assertThat(server.ready().group()).isNotEmpty();
      server.terminate();
      server.terminate();
      server.exit(SECONDS_MAX);
      assertThat(server.output()).contains("no provider is configured", "scripted");
    }
  }
}
