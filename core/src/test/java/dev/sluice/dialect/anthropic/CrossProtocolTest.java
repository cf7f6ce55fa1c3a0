package dev.sluice.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.bedrock.BedrockDialect;
import dev.sluice.dialect.openai.OpenAiDialect;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other providers said reaches Anthropic clients, streamed and whole. */
final class CrossProtocolTest {

  static Stream<String> recordings() {
    return Stream.of("openai-chat", "openai-compat", "bedrock")
        .flatMap(group -> Fixtures.ids(group).stream())
        .filter(id -> !id.contains("/invoke-"))
        .filter(id -> file(id).length() > 0);
  }

  private static String file(String id) {
    return Stream.of("response.bin", "response.sse")
        .filter(name -> Files.exists(Fixtures.directory(id).resolve(name)))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void contentReachesTheClient(String id) {
    var chunks = decode(id);
    if (!(chunks.getLast() instanceof Chunk.End)) {
      assertThat(Answers.encode(chunks)).contains("event: error\n");
      return;
    }
    var only = chunks.stream().filter(chunk -> choice(chunk) == 0).toList();
    var expected = Answers.fold(only);

    var streamed = Answers.stream(Answers.encode(only));
    var whole = Answers.whole(Answers.encodeWhole(only));

    assertThat(content(Answers.fold(streamed), true)).isEqualTo(content(expected, true));
    assertThat(content(Answers.fold(whole), false)).isEqualTo(content(expected, false));
    assertThat(Answers.fold(streamed).usage().output())
        .isEqualTo(expected.usage().output() == null ? 0 : expected.usage().output());
    assertThat(Answers.finish(streamed).reason()).isEqualTo(Answers.finish(whole).reason());
  }

  private static int choice(Chunk chunk) {
    return switch (chunk) {
      case Chunk.BlockStart c -> c.choice();
      case Chunk.BlockEnd c -> c.choice();
      case Chunk.Text c -> c.choice();
      case Chunk.Refusal c -> c.choice();
      case Chunk.Reasoning c -> c.choice();
      case Chunk.Signature c -> c.choice();
      case Chunk.Arguments c -> c.choice();
      case Chunk.Citation c -> c.choice();
      case Chunk.Media c -> c.choice();
      case Chunk.Logprobs c -> c.choice();
      case Chunk.Opaque c -> c.choice();
      case Chunk.Finish c -> c.choice();
      case Chunk.Start c -> 0;
      case Chunk.Usage c -> 0;
      case Chunk.Problem c -> 0;
      case Chunk.End c -> 0;
      case Chunk.Failed c -> 0;
    };
  }

  private static List<Chunk> decode(String id) {
    var chunks = new ArrayList<Chunk>();
    var bedrock = id.startsWith("bedrock/");
    Dialect dialect = bedrock ? new BedrockDialect() : new OpenAiDialect();
    var type = bedrock ? "application/vnd.amazon.eventstream" : "text/event-stream";
    var decoder =
        dialect.decoder(
            new ProviderHead(200, Map.of("content-type", type)),
            new DecodeSettings("p", 1, true, 1 << 20, 1 << 20, Answers.fresh()),
            chunks::add);
    var body = Fixtures.bytes(id, file(id));
    decoder.feed(body, 0, body.length);
    decoder.end();
    return chunks;
  }

  private static List<String> content(AnswerFold fold, boolean exactArguments) {
    return fold.blocks().stream()
        .filter(block -> !isForeign(block))
        .flatMap(block -> shown(block, exactArguments))
        .toList();
  }

  private static boolean isForeign(AnswerBlock block) {
    var server = block.tool().filter(tool -> tool.kind() == ToolKind.SERVER);
    return server.isPresent()
        || block.kind() == BlockKind.OPAQUE
        || block.kind() == BlockKind.AUDIO
        || block.kind() == BlockKind.IMAGE;
  }

  private static Stream<String> shown(AnswerBlock block, boolean exactArguments) {
    return switch (block.kind()) {
      case TOOL -> {
        var tool = block.tool().orElseThrow();
        var arguments = block.arguments();
        yield Stream.of(
            tool.callId()
                + " "
                + tool.name()
                + (exactArguments ? arguments : AnthropicWholeEncoder.object(arguments).compact()));
      }
      case REASONING -> // an encrypted thought is a block of its own here
          Stream.of("thinks " + block.text(), "hides " + block.redacted().orElse(""))
              .filter(thought -> !thought.endsWith(" "));
      case TEXT, REFUSAL, IMAGE, AUDIO, OPAQUE -> Stream.of("says " + block.text());
    };
  }
}
