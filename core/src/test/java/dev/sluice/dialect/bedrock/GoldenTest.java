package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Chunk;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.WriteResult;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases of our own making. {@code request-*}: a client's request, told to come from another
 * protocol, and what Bedrock is asked. {@code stream-*}: events, the chunks that they are, and the
 * frames that these become again. {@code -Dgolden.rewrite=true} writes the expectations anew.
 */
class GoldenTest {

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "src/test/resources/bedrock");

  static Stream<String> requests() throws IOException {
    return cases("request-");
  }

  static Stream<String> streams() throws IOException {
    return cases("stream-");
  }

  private static Stream<String> cases(String prefix) throws IOException {
    try (var entries = Files.list(ROOT)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void translatesAsWritten(String name) throws IOException, MalformedJson {
    var request = Json.parse(Files.readAllBytes(ROOT.resolve(name).resolve("request.json")));
    var root = request.asObject().orElseThrow();
    var model = root.text("model").orElseThrow();

    var result = Answers.DIALECT.write(read(root), Requests.target(model));

    var told = Json.Obj.of();
    switch (result) {
      case WriteResult.Written(var call, var dropped) -> {
        told.put("path", call.path());
        told.put("dropped", Json.Arr.of(dropped.stream().map(Json.Text::new).toList()));
        told.put("body", Json.parse(call.body()));
      }
      case WriteResult.Refused(var failure) -> told.put("refused", failure.message());
    }
    check(ROOT.resolve(name).resolve("bedrock.json"), told.compact());
  }

  private static ChatRequest read(Json.Obj root) {
    var body = root.object("body").orElseThrow().bytes();
    var call = new ClientCall("/model/m/converse-stream", Map.of(), body);
    if (!(Answers.DIALECT.read(call) instanceof ReadResult.Accepted(var request))) {
      throw new AssertionError("the case's request was refused");
    }
    var origin =
        new ChatRequest.Origin(
            root.text("from").orElseThrow(),
            Map.of(),
            body,
            request.origin().droppable(),
            request.origin().blocking());
    return new ChatRequest(
        origin,
        request.model(),
        request.stream(),
        request.includeUsage(),
        request.messages(),
        request.tools(),
        request.toolChoice(),
        request.parallelCalls(),
        request.sampling(),
        request.effort(),
        request.user());
  }

  @ParameterizedTest
  @MethodSource("streams")
  void decodesAndEncodesAsWritten(String name) throws IOException {
    var stream = new Answers.Stream();
    for (var line : Files.readAllLines(ROOT.resolve(name).resolve("events.txt"), UTF_8)) {
      var blank = line.indexOf(' ');
      var type = line.substring(0, blank);
      if (type.endsWith("Exception")) {
        stream.exception(type, line.substring(blank + 1));
      } else {
        stream.event(type, line.substring(blank + 1));
      }
    }

    var chunks = stream.decode();

    check(ROOT.resolve(name).resolve("chunks.txt"), lines(chunks));
    check(
        ROOT.resolve(name).resolve("frames.txt"),
        String.join("\n", Frames.lines(Answers.encode(chunks))));
  }

  private static String lines(List<Chunk> chunks) {
    var lines = new ArrayList<String>();
    chunks.forEach(chunk -> lines.add(chunk.toString()));
    return String.join("\n", lines);
  }

  private static void check(Path file, String found) throws IOException {
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(file, found + "\n", UTF_8);
    }
    assertThat(found + "\n").isEqualTo(Files.readString(file, UTF_8));
  }
}
