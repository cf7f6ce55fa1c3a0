package dev.sluice.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WeightTest {

  private static final int LONG = 10_000;

  private static Extra extra(String name, String json) {
    return new Extra("openai", List.of(new Extra.Member("delta", name, json)));
  }

  private static Chunk failed(String message, String detail, String requestId) {
    return new Chunk.Failed(
        new Failure(
            ErrorCode.UPSTREAM_ERROR, message, detail, detail, detail, null, null, requestId));
  }

  /** Each part of each chunk that a provider can make long. */
  private static final Map<String, Function<String, Chunk>> PARTS =
      Map.ofEntries(
          Map.entry("text", s -> new Chunk.Text(0, 0, s, Extra.NONE)),
          Map.entry("text's member", s -> new Chunk.Text(0, 0, "", extra("n", s))),
          Map.entry("member's name", s -> new Chunk.Text(0, 0, "", extra(s, "1"))),
          Map.entry("refusal", s -> new Chunk.Refusal(0, 0, s, extra("n", s))),
          Map.entry("reasoning", s -> reasoning(s, Extra.NONE)),
          Map.entry("reasoning's member", s -> reasoning("", extra("n", s))),
          Map.entry("arguments", s -> new Chunk.Arguments(0, 0, s, Extra.NONE)),
          Map.entry("arguments' member", s -> new Chunk.Arguments(0, 0, "", extra("n", s))),
          Map.entry("signature", s -> new Chunk.Signature(0, 0, s, null)),
          Map.entry("redacted", s -> new Chunk.Signature(0, 0, null, s)),
          Map.entry("citation", s -> new Chunk.Citation(0, 0, "openai", s, null, null)),
          Map.entry("citation's url", s -> new Chunk.Citation(0, 0, "openai", "", s, null)),
          Map.entry("citation's title", s -> new Chunk.Citation(0, 0, "openai", "", null, s)),
          Map.entry("media", s -> new Chunk.Media(0, 0, "openai", s)),
          Map.entry("logprobs", s -> new Chunk.Logprobs(0, "openai", s)),
          Map.entry("opaque", s -> new Chunk.Opaque(0, 0, "openai", "", s)),
          Map.entry("opaque's event", s -> new Chunk.Opaque(0, 0, "openai", s, "")),
          Map.entry("start's id", s -> new Chunk.Start(s, "", "p", 1, null, Extra.NONE)),
          Map.entry("start's model", s -> new Chunk.Start("", s, "p", 1, null, Extra.NONE)),
          Map.entry("start's member", s -> new Chunk.Start("", "", "p", 1, null, extra("n", s))),
          Map.entry("call's id", s -> call(s, "f", Extra.NONE)),
          Map.entry("call's name", s -> call("c", s, Extra.NONE)),
          Map.entry("call's member", s -> call("c", "f", extra("n", s))),
          Map.entry("usage's member", s -> usage(extra("n", s))),
          Map.entry("problem", s -> new Chunk.Problem("", 0, s, false)),
          Map.entry("problem's event", s -> new Chunk.Problem(s, 0, "", false)),
          Map.entry("finish's word", s -> finish(s, "", Extra.NONE)),
          Map.entry("finish's stop", s -> finish("", s, Extra.NONE)),
          Map.entry("finish's member", s -> finish("", "", extra("n", s))),
          Map.entry("failure's message", s -> failed(s, "", "")),
          Map.entry("failure's detail", s -> failed("", s, "")),
          Map.entry("failure's request", s -> failed("", "", s)));

  private static Chunk reasoning(String text, Extra extra) {
    return new Chunk.Reasoning(0, 0, text, Chunk.Reasoning.Form.FULL, 0, extra);
  }

  private static Chunk call(String id, String name, Extra extra) {
    var head = new Chunk.ToolHead(id, name, ToolKind.FUNCTION);
    return new Chunk.BlockStart(0, 0, BlockKind.TOOL, head, extra);
  }

  private static Chunk usage(Extra extra) {
    return new Chunk.Usage(1L, 1L, null, null, null, extra);
  }

  private static Chunk finish(String raw, String stop, Extra extra) {
    return new Chunk.Finish(0, FinishReason.STOP, raw, stop, extra);
  }

  @Test
  void aChunkWeighsAllItHolds() {
    PARTS.forEach((part, chunk) -> {
      var empty = chunk.apply("").weight();
      assertThat(empty).as(part).isGreaterThanOrEqualTo(Chunk.BASE_WEIGHT);
      assertThat(chunk.apply("x".repeat(LONG)).weight() - empty)
          .as(part)
          .isGreaterThanOrEqualTo(LONG);
    });
  }

  @Test
  void aCharacterBeyondLatin1MakesAllOfItsTextTakeTwoBytes() {
    assertThat(Weight.bytes("\u00e9".repeat(10))).isEqualTo(10);
    assertThat(Weight.bytes("x".repeat(9) + "\u4e2d")).isEqualTo(20);
  }

  @Test
  void aPieceOfTextAddsToAFoldOnlyWhatIsInIt() {
    assertThat(new Chunk.Text(0, 0, "12345", Extra.NONE).foldedWeight()).isEqualTo(5);
    assertThat(new Chunk.Citation(0, 0, "openai", "{}", null, null).foldedWeight())
        .isGreaterThan(Chunk.BASE_WEIGHT);
    assertThat(Chunk.End.END.foldedWeight()).isZero();
  }
}
