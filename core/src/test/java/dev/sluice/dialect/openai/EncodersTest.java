package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import dev.sluice.frame.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of other protocols as Chat answers. */
class EncodersTest {

  private static final Extra NONE = Extra.NONE;
  private static final Extra FOREIGN =
      new Extra("anthropic", List.of(new Extra.Member("", "foreign", "1")));
  private static final Chunk START = new Chunk.Start("msg_1", "claude", "p", 1, null, FOREIGN);

  private static final Map<String, List<Chunk>> CASES =
      Map.of(
          "text", text(),
          "loop", loop(),
          "refused", refused(),
          "choices", choices(),
          "cited", cited(),
          "failed", failed(),
          "empty", List.of(START, finish(0, FinishReason.STOP), Chunk.End.END));

  private static Chunk finish(int choice, FinishReason reason) {
    return new Chunk.Finish(choice, reason, "raw", null, FOREIGN);
  }

  private static Chunk opens(int block, BlockKind kind) {
    return new Chunk.BlockStart(0, block, kind, null, FOREIGN);
  }

  private static Chunk tool(int block, String id, ToolKind kind) {
    return new Chunk.BlockStart(
        0, block, BlockKind.TOOL, new Chunk.ToolHead(id, "f" + block, kind), FOREIGN);
  }

  private static List<Chunk> text() {
    return List.of(
        START,
        opens(0, BlockKind.TEXT),
        new Chunk.Text(0, 0, "a \"b\"\n\u2028\u00e9", FOREIGN),
        new Chunk.Text(0, 0, "c", NONE),
        new Chunk.BlockEnd(0, 0),
        new Chunk.Usage(100L, 50L, 1000L, 200L, null, FOREIGN),
        finish(0, FinishReason.STOP_SEQUENCE),
        Chunk.End.END);
  }

  private static List<Chunk> loop() {
    return List.of(
        START,
        opens(0, BlockKind.REASONING),
        new Chunk.Reasoning(0, 0, "why", Chunk.Reasoning.Form.SUMMARY, 0, NONE),
        new Chunk.Reasoning(0, 0, "not", Chunk.Reasoning.Form.SUMMARY, 1, NONE),
        new Chunk.Signature(0, 0, "sig", null),
        new Chunk.BlockEnd(0, 0),
        tool(1, "toolu_1", ToolKind.FUNCTION),
        new Chunk.Arguments(0, 1, "{\"a\":", NONE),
        tool(2, "srv_1", ToolKind.SERVER),
        new Chunk.Arguments(0, 2, "{}", NONE),
        new Chunk.BlockEnd(0, 2),
        tool(3, "toolu_2", ToolKind.FUNCTION),
        new Chunk.Arguments(0, 1, "1}", NONE),
        new Chunk.BlockEnd(0, 1),
        new Chunk.BlockEnd(0, 3),
        tool(4, "toolu_3", ToolKind.CUSTOM),
        new Chunk.Arguments(0, 4, "ls", NONE),
        new Chunk.BlockEnd(0, 4),
        finish(0, FinishReason.TOOL_CALLS),
        new Chunk.Usage(1L, 2L, null, null, 1L, NONE),
        Chunk.End.END);
  }

  private static List<Chunk> refused() {
    return List.of(
        START,
        opens(0, BlockKind.REFUSAL),
        new Chunk.Refusal(0, 0, "no", NONE),
        new Chunk.BlockEnd(0, 0),
        finish(0, FinishReason.REFUSAL),
        Chunk.End.END);
  }

  private static List<Chunk> choices() {
    var chunks = new ArrayList<Chunk>(List.of(START));
    for (var choice = 0; choice < 2; choice++) {
      chunks.add(new Chunk.BlockStart(choice, 0, BlockKind.TEXT, null, NONE));
      chunks.add(new Chunk.Logprobs(choice, "openai", "{\"content\":[" + choice + "]}"));
      chunks.add(new Chunk.Text(choice, 0, "t" + choice, NONE));
    }
    for (var choice = 0; choice < 2; choice++) {
      chunks.add(new Chunk.BlockEnd(choice, 0));
      chunks.add(finish(choice, FinishReason.LENGTH));
    }
    chunks.add(Chunk.End.END);
    return chunks;
  }

  private static List<Chunk> cited() {
    return List.of(
        START,
        opens(0, BlockKind.TEXT),
        new Chunk.Text(0, 0, "see", NONE),
        new Chunk.Citation(0, 0, "anthropic", "{}", "https://x", "X"),
        new Chunk.Citation(0, 0, "anthropic", "{}", null, null),
        new Chunk.Opaque(0, -1, "anthropic", "server_tool", "{}"),
        new Chunk.BlockEnd(0, 0),
        finish(0, FinishReason.CONTENT_FILTER),
        Chunk.End.END);
  }

  private static List<Chunk> failed() {
    return List.of(
        START,
        opens(0, BlockKind.TEXT),
        new Chunk.Text(0, 0, "half", NONE),
        new Chunk.Failed(Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "cut \"off\"")));
  }

  static List<String> names() {
    return CASES.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void writeWhatTheFilesSay(String name) {
    var chunks = CASES.getOrDefault(name, List.of());

    Golden.check("answers/" + name, "stream.txt", Answers.streamed(true, chunks));
    Golden.check("answers/" + name, "quiet.txt", Answers.streamed(false, chunks));
    Golden.check("answers/" + name, "whole.json", Answers.whole(chunks) + "\n");
  }

  @Test
  void commitUnderAnIdThatStaysTheSame() {
    var encoder = new OpenAiDialect().streamEncoder(Answers.settings(true));
    var out = new Bytes();

    encoder.open(out);
    encoder.heartbeat(out);
    encoder.open(out);
    text().forEach(chunk -> encoder.encode(chunk, out));

    var stream = new String(out.toByteArray(), UTF_8);
    assertThat(stream).startsWith("data: {\"id\":\"chatcmpl-").contains("\n\n: keepalive\n\n");
    assertThat(stream).containsOnlyOnce("\"role\":\"assistant\"");
    assertThat(stream).contains("\"model\":\"asked-model\"").doesNotContain("msg_1");
    var again = Answers.fold(Answers.stream(List.of(out.toByteArray())));
    assertThat(again.ended()).isTrue();
  }

  @Test
  void writeTheEventsOfTheirOwnProtocolAgain() {
    var event = new Chunk.Opaque(0, -1, "openai", "note.x", "{\"a\":1}");
    var odd = new Chunk.Opaque(0, -1, "openai", "bad name\n", "{\"b\":1}");

    var stream = Answers.streamed(true, List.of(START, event, odd));

    assertThat(stream).isEqualTo("event: note.x\ndata: {\"a\":1}\n\ndata: {\"b\":1}\n\n");
  }
}
