package dev.sluice.proof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.proof.kit.Tongue;
import dev.sluice.proof.recordings.Grammar;
import dev.sluice.proof.recordings.Heard;
import java.util.Locale;

/** Whether the answer that a client decodes is well-formed and holds what its case demands. */
final class AnswerJudgement {
  private static final int SNIPPET = 300;

  private AnswerJudgement() {}

  static void check(Played played) {
    var expected = played.input().expected();
    if (expected.path("error").asBoolean()) {
      fails(played, expected.path("error_has").asText(""));
    } else {
      holds(heard(played), expected, Tongue.valueOf(client(played)));
    }
  }

  /** The answer, strictly decoded; it must be one that ended well. */
  static Heard heard(Played played) {
    assertThat(played.status()).as(said(played)).isEqualTo(200);
    var client = Tongue.valueOf(client(played));
    var equal = played.run().client().equals(played.provider());
    var heard =
        played.run().streamed()
            ? Grammar.of(client).stream(played.body().bytes(), equal)
            : Grammar.of(client).whole(played.body().bytes());
    assertThat(heard.error).as(said(played)).isEmpty();
    assertThat(played.body().complete()).as("the body ends as HTTP says").isTrue();
    return heard;
  }

  private static String client(Played played) {
    return played.run().client().toUpperCase(Locale.ROOT);
  }

  private static void fails(Played played, String words) {
    if (played.status() == 200) {
      var client = Tongue.valueOf(client(played));
      var equal = played.run().client().equals(played.provider());
      var heard = Grammar.of(client).stream(played.body().bytes(), equal);
      assertThat(heard.error).as("an error: " + said(played)).isNotEmpty();
      assertThat(played.body().complete()).as("a broken answer ends well").isFalse();
    } else {
      assertThat(played.status()).as(said(played)).isGreaterThanOrEqualTo(400);
    }
    assertThat(played.text()).contains(words);
  }

  private static void holds(Heard heard, JsonNode expected, Tongue client) {
    if (expected.has("text")) {
      assertThat(heard.text.toString()).as("text").isEqualTo(expected.path("text").textValue());
    }
    if (expected.has("reasoning")) {
      assertThat(heard.reasoning.toString())
          .as("reasoning")
          .isEqualTo(expected.path("reasoning").textValue());
    }
    if (expected.has("stop")) {
      assertThat(heard.stop).as("stop").isEqualTo(stop(client, expected.path("stop").textValue()));
    }
    if (expected.has("tools")) {
      calls(heard, expected.path("tools"));
    }
    if (expected.has("ids")) {
      assertThat(heard.calls.stream().map(call -> call.id).toList())
          .as("call ids")
          .isEqualTo(Json.list(expected.path("ids")).stream().map(JsonNode::textValue).toList());
    }
  }

  private static void calls(Heard heard, JsonNode wanted) {
    assertThat(heard.calls).as("calls").hasSize(wanted.size());
    for (var i = 0; i < wanted.size(); i++) {
      var call = heard.calls.get(i);
      assertThat(call.name).isEqualTo(wanted.path(i).path(0).textValue());
      assertThat(Heard.comparable(call.arguments.toString()))
          .as("arguments of " + call.name)
          .isEqualTo(wanted.path(i).path(1));
    }
  }

  private static String stop(Tongue client, String neutral) {
    var chat = client == Tongue.OPENAI;
    return switch (neutral) {
      case "stop" -> chat ? "stop" : "end_turn";
      case "tools" -> chat ? "tool_calls" : "tool_use";
      case "length" -> chat ? "length" : "max_tokens";
      default -> throw new IllegalStateException("no stop is called " + neutral);
    };
  }

  static String said(Played played) {
    var text = played.text();
    return "HTTP " + played.status() + " " + text.substring(0, Math.min(SNIPPET, text.length()));
  }
}
