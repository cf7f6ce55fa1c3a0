package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.ChatRequest;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests, read and written: {@code request.json} is a client's; {@code neutral.txt} what is read
 * in it; {@code equal.json} what a Chat provider gets of it; {@code other.json} what it gets when
 * the same neutral request came from another protocol.
 */
class RequestGoldenTest {

  private static final OpenAiDialect DIALECT = new OpenAiDialect();
  private static final Target TARGET =
      new Target("p", "real-model", true, Set.of(), Optional.empty(), signature -> true);

  static List<String> requests() {
    return Golden.cases("requests");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void areReadAndWrittenAsTheFilesSay(String name) {
    var request = read(Golden.bytes(name, "request.json"));

    Golden.check(name, "neutral.txt", neutral(request));
    Golden.check(name, "equal.json", written(DIALECT.write(request, TARGET)));
    Golden.check(name, "other.json", written(DIALECT.write(foreign(request), TARGET)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void areRefusedOrReadWhateverIsCutOff(String name) {
    var bytes = Golden.bytes(name, "request.json");

    for (var length = 0; length < bytes.length - 2; length += 3) {
      var cut = java.util.Arrays.copyOf(bytes, length);
      assertThat(DIALECT.read(new ClientCall("/v1/chat/completions", Map.of(), cut)))
          .isInstanceOf(ReadResult.Refused.class);
    }
  }

  static ChatRequest read(byte[] body) {
    var result = DIALECT.read(new ClientCall("/v1/chat/completions", Map.of(), body));
    if (result instanceof ReadResult.Refused refused) {
      throw new AssertionError(refused.failure().message());
    }
    return ((ReadResult.Accepted) result).request();
  }

  /** The same request as if a client of another protocol had sent it. */
  static ChatRequest foreign(ChatRequest request) {
    var origin = request.origin();
    return new ChatRequest(
        new ChatRequest.Origin(
            "anthropic",
            origin.headers(),
            new byte[0],
            origin.droppable(),
            origin.blocking(),
            origin.names(),
            false,
            origin.places()),
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

  private static String neutral(ChatRequest request) {
    var text = new StringBuilder();
    text.append("model ").append(request.model());
    text.append(" stream ").append(request.stream());
    text.append(" usage ").append(request.includeUsage()).append('\n');
    request.messages().forEach(message -> text.append(message).append('\n'));
    request.tools().forEach(tool -> text.append(tool).append('\n'));
    text.append(request.toolChoice()).append(" parallel ").append(request.parallelCalls());
    text.append('\n').append(request.sampling()).append('\n').append(request.effort());
    text.append(" user ").append(request.user()).append('\n');
    text.append("droppable ").append(request.origin().droppable()).append('\n');
    request.origin().blocking().forEach(blocking -> text.append(blocking).append('\n'));
    return text.toString();
  }

  private static String written(WriteResult result) {
    return switch (result) {
      case WriteResult.Written written ->
          new String(written.call().body(), UTF_8) + "\ndropped " + written.dropped() + "\n";
      case WriteResult.Refused refused ->
          "refused " + refused.failure().param() + "\n" + refused.failure().message() + "\n";
    };
  }
}
