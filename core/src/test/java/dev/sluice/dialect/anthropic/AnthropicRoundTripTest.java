package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.Chunk;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AnthropicRoundTripTest {

  static Stream<String> streams() {
    return AnthropicFixturesTest.streams()
        .filter(id -> !id.endsWith("vercel-anthropic-programmatic-tool-calling-1"));
  }

  /** Unsigned reasoning comes back with our signature, and is not compared here. */
  static Stream<String> complete() {
    return streams().filter(id -> !id.contains("spliced") && !id.contains("overloaded"));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void chunksSurviveEncodingAndDecoding(String id) {
    var chunks = Answers.stream(Fixtures.text(id, "response.sse"));
    if (chunks.getLast() instanceof Chunk.Failed) {
      return; // an error event has our words
    }

    var again = Answers.stream(Answers.encode(chunks));

    assertThat(settled(again)).isEqualTo(settled(chunks));
  }

  /** Blocks that end late end at the same place for this comparison; usage is compared as a sum. */
  private static List<Chunk> settled(List<Chunk> chunks) {
    return chunks.stream().filter(chunk -> !(chunk instanceof Chunk.Usage)).toList();
  }

  @ParameterizedTest
  @MethodSource("complete")
  void noMemberOfAnyEventIsLost(String id) throws MalformedJson {
    var before = Fixtures.text(id, "response.sse");

    var after = Answers.encode(Answers.stream(before));

    var lost = members(before);
    lost.removeAll(new HashSet<>(members(after)));
    lost.removeIf(member -> member.endsWith(".thinking=")); // an empty delta is none
    assertThat(lost).isEmpty();
  }

  /** All leaves of all events but pings and empty first fragments, as path and value. */
  private static List<String> members(String stream) throws MalformedJson {
    var members = new ArrayList<String>();
    var type = "";
    for (var line : stream.lines().toList()) {
      if (line.startsWith("event:")) {
        type = line.substring(6).strip();
      } else if (line.startsWith("data:") && line.endsWith("}") && line.contains("{\"")) {
        if (!type.equals("ping") && isJson(line.substring(5))) {
          leaves(type, Json.parse(line.substring(5).getBytes(UTF_8)), members);
        }
      }
    }
    return members;
  }

  private static boolean isJson(String text) {
    try {
      Json.parse(text.getBytes(UTF_8));
      return true;
    } catch (MalformedJson e) {
      return false;
    }
  }

  private static void leaves(String path, Json json, List<String> into) {
    switch (json) {
      case Json.Obj object ->
          object.members().forEach((name, value) -> leaves(path + "." + name, value, into));
      case Json.Arr array -> array.elements().forEach(value -> leaves(path + "[]", value, into));
      case Json.Text text -> into.add(path + "=" + text.value());
      case Json.Num num -> into.add(path + "=" + num.text());
      case Json.Bool bool -> into.add(path + "=" + bool.value());
      case Json.Nil nil -> into.add(path + "=null");
    }
  }

  @ParameterizedTest
  @MethodSource("complete")
  void wholeAnswerHoldsWhatTheStreamHeld(String id) {
    var chunks = Answers.stream(Fixtures.text(id, "response.sse"));

    var whole = Answers.whole(Answers.encodeWhole(chunks));

    assertThat(content(Answers.fold(whole))).isEqualTo(content(Answers.fold(chunks)));
    assertThat(Answers.finish(whole).reason()).isEqualTo(Answers.finish(chunks).reason());
    assertThat(Answers.finish(whole).stopSequence())
        .isEqualTo(Answers.finish(chunks).stopSequence());
    var usage = Answers.fold(whole).usage();
    assertThat(usage.inputTotal()).isEqualTo(Answers.fold(chunks).usage().inputTotal());
    assertThat(usage.output()).isEqualTo(Answers.fold(chunks).usage().output());
  }

  private static List<String> content(AnswerFold fold) {
    return fold.blocks().stream()
        .map(block ->
            block.kind()
                + " "
                + switch (block.kind()) {
                  case TOOL -> block.tool().orElseThrow() + arguments(block.arguments());
                  case OPAQUE -> "";
                  case TEXT, REASONING, REFUSAL, IMAGE, AUDIO ->
                      block.text() + block.redacted() + block.citations().size();
                })
        .toList();
  }

  private static String arguments(String json) {
    return AnthropicWholeEncoder.object(json).compact();
  }
}
