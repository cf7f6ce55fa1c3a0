package dev.sluice.proof.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proof.kit.Checkout;
import dev.sluice.proof.kit.Launched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every file of {@code examples/} streams an answer from {@code ./sluice} without a provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExamplesTest {
  private static final long RUN_SECONDS = 60;
  private static final String KEY = "open sesame";
  private static final String KEY_SHA256 =
      "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";
  private static final Path EXAMPLES = Checkout.root().resolve("examples");
  private static final Path PROOF = Checkout.root().resolve("proof");
  private static final Path JS = PROOF.resolve("target/examples");

  private final Launched demo =
      Launched.sluice(
          List.of("--port", "0", "--admin-port", "0"), Map.of(), "sluice ready on (http://\\S+)");

  @BeforeAll
  void putTheSdksWhereNodeLooks() throws IOException {
    var modules = JS.resolve("node_modules");
    Files.createDirectories(modules.resolve("@anthropic-ai"));
    link(modules.resolve("openai"), "openai-7");
    link(modules.resolve("@anthropic-ai/sdk"), "anthropic-1");
  }

  private static void link(Path name, String installed) throws IOException {
    Files.deleteIfExists(name);
    Files.createSymbolicLink(name, PROOF.resolve("js/node_modules").resolve(installed));
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  @Test
  void curlStreamsChatCompletions() throws Exception {
    var said = run(EXAMPLES.resolve("chat.sh").toString());

    assertThat(said).contains("chat.completion.chunk").endsWith("data: [DONE]");
  }

  @Test
  void openaiForPythonPrintsAnAnswer() throws Exception {
    assertAnswers(python("chat_openai.py"));
  }

  @Test
  void openaiForJavaScriptPrintsAnAnswer() throws Exception {
    assertAnswers(node("chat_openai.mjs"));
  }

  @Test
  void anthropicForJavaScriptPrintsAnAnswer() throws Exception {
    assertAnswers(node("chat_anthropic.mjs"));
  }

  @Test
  void boto3PrintsAnAnswer() throws Exception {
    assertAnswers(python("chat_bedrock.py"));
  }

  @Test
  void boto3SendsAKeyBesideItsSignature(@TempDir Path folder) throws Exception {
    var file = folder.resolve("sluice.yaml");
    Files.writeString(file, "keys: [{name: me, sha256: " + KEY_SHA256 + "}]\n");
    try (var keyed =
        Launched.sluice(
            List.of("--port", "0", "--admin-port", "0", "--config", file.toString()),
            Map.of(),
            "sluice ready on (http://\\S+)")) {
      var python = PROOF.resolve("target/venv/bin/python").toString();
      var command = new ProcessBuilder(python, EXAMPLES.resolve("chat_bedrock.py").toString());
      command.environment().put("SLUICE_KEY", KEY);

      assertAnswers(run(command, keyed));
    }
  }

  @Test
  void openaiForJavaPrintsAnAnswer() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");

    assertAnswers(run(java, "-cp", classPath, EXAMPLES.resolve("ChatOpenai.java").toString()));
  }

  @Test
  void everyExampleIsRun() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      var ours = files.map(file -> file.getFileName().toString()).filter(name -> !built(name));
      assertThat(ours)
          .containsExactlyInAnyOrder(
              "README.md",
              "pom.xml",
              "chat.sh",
              "chat_openai.py",
              "chat_openai.mjs",
              "chat_anthropic.mjs",
              "chat_bedrock.py",
              "ChatOpenai.java");
    }
  }

  private static boolean built(String name) {
    return name.equals("node_modules") || name.equals("target");
  }

  private static void assertAnswers(String said) {
    assertThat(said).hasSizeGreaterThan(20).contains(" ");
  }

  private String python(String example) throws Exception {
    var python = PROOF.resolve("target/venv/bin/python").toString();
    return run(python, EXAMPLES.resolve(example).toString());
  }

  private String node(String example) throws Exception {
    var copy = JS.resolve(example);
    Files.writeString(copy, Files.readString(EXAMPLES.resolve(example)));
    return run("node", copy.toString());
  }

  private String run(String... command) throws IOException, InterruptedException {
    return run(new ProcessBuilder(List.of(command)), demo);
  }

  private static String run(ProcessBuilder builder, Launched server)
      throws IOException, InterruptedException {
    builder.environment().put("SLUICE_URL", server.ready().group(1));
    var errors = Files.createTempFile(JS, "example", ".err");
    var process = builder.redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said + Files.readString(errors)).isZero();
    return said;
  }
}
