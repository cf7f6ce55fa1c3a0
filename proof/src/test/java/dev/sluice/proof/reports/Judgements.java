package dev.sluice.proof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.proof.recordings.Heard;

/**
 * What is right in each case: first what its page says in JSON, then what it says in words. By
 * number, since the words are each case's own.
 */
final class Judgements {
  private Judgements() {}

  static void check(Played played) {
    switch (played.input().number()) {
      case 32, 51 -> startsWithUsage(played);
      case 59 -> answersHead(played);
      case 63, 64 -> served(played);
      case 66 -> toolAddition(played);
      case 70 -> validOrRefused(played, "messages");
      case 74 -> onlyTheRealStop(played);
      case 75 -> noLoneSurrogate(played);
      case 91 -> withoutTheServerTool(played);
      case 92 -> withoutExtraFields(played);
      case 93 -> imageOrSaidSo(played);
      case 96 -> cachePointsOrSaidSo(played);
      case 98 -> betaOnlyToAnthropic(played);
      case 100 -> withoutWord(played, "none");
      case 101 -> withoutMember(played, "reasoning_effort");
      case 103 -> validOrRefused(played, "max_tokens");
      case 105 -> formatOrRefused(played);
      case 109 -> wholeWithContent(played);
      case 124 -> noReplacementCharacter(played);
      case 127 -> AnswerJudgement.heard(played);
      case 130 ->
          stops(played, "length", "model_context_window_exceeded", "model_context_window_exceeded");
      case 134 -> refused(played, 400, "thought_signature");
      case 137 -> refused(played, 400, "Failed to get response from provider");
      case 140 -> refused(played, 400, "150012");
      case 141 -> refused(played, 400, "\"message\":\"prompt is too long");
      case 142 -> passesHeader(played, "retry-after", "30");
      case 143 -> {
        passesHeader(played, "retry-after", "287441");
        passesHeader(played, "anthropic-ratelimit-unified-status", "rejected");
      }
      case 144 -> prefill(played);
      case 159 -> unchanged(played);
      case 161 -> anthropicList(played);
      case 168 -> idIsNew(played, "list_dir:0");
      case 171 -> resultsStayTogether(played);
      case 174 -> stops(played, "content_filter", "refusal", "guardrail_intervened");
      case 185 -> validOrRefused(played, "list_apps");
      case 189 -> stops(played, "length", "max_tokens", "max_tokens");
      case 191 -> fewStops(played);
      case 192 -> keepsRefusals(played);
      case 194 -> {
        withoutMember(played, "reasoning_effort");
        assertThat(played.dropped()).as("sluice-dropped").contains("effort");
      }
      default -> usual(played);
    }
  }

  /** The answer where the case tells it, else the request that reached the provider. */
  private static void usual(Played played) {
    if (played.input().expected().isMissingNode()) {
      valid(played);
    } else {
      AnswerJudgement.check(played);
    }
  }

  private static void valid(Played played) {
    assertThat(played.status()).as(AnswerJudgement.said(played)).isEqualTo(200);
    var body = played.upstreamBody();
    switch (played.provider()) {
      case "openai" -> ValidChat.check(body);
      case "anthropic" -> ValidMessages.check(body);
      case "bedrock" -> ValidConverse.check(body);
      default -> throw new AssertionError("provider " + played.provider());
    }
  }

  private static boolean refusal(Played played, String word) {
    if (played.status() != 400) {
      return false;
    }
    assertThat(played.text()).contains(word);
    assertThat(played.sent()).as("sent on all the same").isEmpty();
    return true;
  }

  private static void validOrRefused(Played played, String word) {
    if (!refusal(played, word)) {
      valid(played);
    }
  }

  private static void startsWithUsage(Played played) {
    AnswerJudgement.check(played);
    var start = Json.parse(played.text().split("\n", 3)[1].substring("data: ".length()));
    var usage = start.at("/message/usage");
    if (played.input().number() == 51) {
      assertThat(usage.path("input_tokens").intValue()).isEqualTo(25);
      assertThat(usage.path("cache_creation_input_tokens").intValue()).isEqualTo(3);
      assertThat(usage.path("cache_read_input_tokens").intValue()).isEqualTo(40);
    } else {
      // judged: what the provider has not said yet is not guessed
      assertThat(usage.path("input_tokens").isIntegralNumber()).isTrue();
      assertThat(played.text()).contains("event: message_delta").contains("\"input_tokens\":11");
    }
  }

  private static void answersHead(Played played) {
    assertThat(played.status()).isNotEqualTo(405).isLessThan(500);
    assertThat(played.body().bytes()).as("the body of a HEAD").isEmpty();
  }

  private static void served(Played played) {
    assertThat(played.status()).as(AnswerJudgement.said(played)).isEqualTo(200);
    assertThat(played.upstreamBody().at("/messages/0/content").asText()).isEqualTo("hi");
  }

  private static void toolAddition(Played played) {
    assertThat(played.status()).as(AnswerJudgement.said(played)).isEqualTo(200);
    if (played.provider().equals("anthropic")) {
      assertThat(Json.list(played.upstreamBody().path("messages")))
          .contains(played.run().line().at("/body/messages/2"));
    } else {
      valid(played);
      assertThat(played.upstream().text()).doesNotContain("tool_addition");
      assertThat(played.dropped()).as("sluice-dropped").isNotEmpty();
    }
  }

  private static void onlyTheRealStop(Played played) {
    valid(played);
    var anthropic = played.provider().equals("anthropic");
    var stops =
        anthropic
            ? played.upstreamBody().path("stop_sequences")
            : played.upstreamBody().at("/inferenceConfig/stopSequences");
    assertThat(stops.toString()).isEqualTo("[\"END\"]");
    assertThat(played.dropped()).as("sluice-dropped").contains("stop");
  }

  private static void noLoneSurrogate(Played played) {
    valid(played);
    assertThat(played.upstream().text().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("\\ud83d");
  }

  private static void withoutTheServerTool(Played played) {
    if (!refusal(played, "tools[0]")) {
      valid(played);
      assertThat(played.upstream().text()).doesNotContain("web_search_20");
      assertThat(played.dropped()).as("sluice-dropped").contains("tools");
    }
  }

  private static void withoutExtraFields(Played played) {
    valid(played);
    assertThat(Json.names(played.upstreamBody()))
        .doesNotContain(
            "input_examples", "defer_loading", "eager_input_streaming", "cache_control");
  }

  /** Planned: until then a clear refusal, or the loss is named. */
  private static void imageOrSaidSo(Played played) {
    if (!refusal(played, "image")) {
      valid(played);
      assertThat(played.upstream().text() + played.dropped()).containsPattern("image");
    }
  }

  private static void cachePointsOrSaidSo(Played played) {
    valid(played);
    if (!Json.names(played.upstreamBody()).contains("cachePoint")) {
      assertThat(played.dropped()).as("sluice-dropped").contains("cache_control");
    }
  }

  private static void formatOrRefused(Played played) {
    if (!refusal(played, "response_format")) {
      valid(played);
      assertThat(Json.names(played.upstreamBody())).containsAnyOf("output_config", "outputConfig");
    }
  }

  private static void betaOnlyToAnthropic(Played played) {
    valid(played);
    var anthropic = played.provider().equals("anthropic");
    assertThat(played.upstream().headers().containsKey("anthropic-beta")).isEqualTo(anthropic);
    assertThat(played.upstreamBody().has("context_management")).isEqualTo(anthropic);
  }

  private static void withoutWord(Played played, String word) {
    valid(played);
    assertThat(played.upstream().text()).doesNotContain("\"" + word + "\"");
  }

  private static void withoutMember(Played played, String name) {
    valid(played);
    assertThat(Json.names(played.upstreamBody())).doesNotContain(name);
  }

  private static void wholeWithContent(Played played) {
    AnswerJudgement.heard(played);
    assertThat(played.head().header("content-type")).startsWith("application/json");
    assertThat(Json.parse(played.text()).at("/choices/0/message").has("content")).isTrue();
  }

  private static void noReplacementCharacter(Played played) {
    AnswerJudgement.check(played);
    assertThat(AnswerJudgement.heard(played).text.toString()).doesNotContain("\ufffd");
  }

  private static void stops(Played played, String chat, String messages, String converse) {
    AnswerJudgement.check(played);
    var heard = AnswerJudgement.heard(played);
    assertThat(heard.stop)
        .as("stop")
        .isEqualTo(
            switch (played.run().client()) {
              case "openai" -> chat;
              case "anthropic" -> messages;
              default -> converse;
            });
  }

  private static void refused(Played played, int status, String words) {
    assertThat(played.status()).as(AnswerJudgement.said(played)).isEqualTo(status);
    assertThat(played.text()).contains(words);
  }

  private static void passesHeader(Played played, String name, String value) {
    assertThat(played.status()).as(AnswerJudgement.said(played)).isEqualTo(429);
    assertThat(played.head().header(name)).as(name).isEqualTo(value);
  }

  /** Sent on as the assistant's, or left out and named. */
  private static void prefill(Played played) {
    assertThat(played.status()).as(AnswerJudgement.said(played)).isEqualTo(200);
    valid(played);
    var last = Json.list(played.upstreamBody().path("messages")).getLast();
    if (!last.path("role").asText().equals("assistant")) {
      assertThat(played.dropped()).as("sluice-dropped").isNotEmpty();
    }
  }

  private static void unchanged(Played played) {
    assertThat(played.status()).as(AnswerJudgement.said(played)).isEqualTo(200);
    var asked = played.run().line().path("body");
    for (var name : new String[] {"messages", "system", "serviceTier", "newField"}) {
      assertThat(played.upstreamBody().path(name)).as(name).isEqualTo(asked.path(name));
    }
  }

  private static void anthropicList(Played played) {
    assertThat(played.status()).isEqualTo(200);
    var list = Json.parse(played.text());
    assertThat(list.has("has_more")).as(played.text()).isTrue();
    for (var model : list.path("data")) {
      assertThat(model.path("type").asText()).isEqualTo("model");
      assertThat(model.has("id") && model.has("display_name") && model.has("created_at")).isTrue();
    }
  }

  private static void idIsNew(Played played, String former) {
    Heard heard = AnswerJudgement.heard(played);
    assertThat(heard.calls).hasSize(1);
    assertThat(heard.calls.getFirst().id).isNotEqualTo(former);
  }

  private static void resultsStayTogether(Played played) {
    valid(played);
    var bedrock = played.provider().equals("bedrock");
    var results =
        Json.list(played.upstreamBody().path("messages")).stream()
            .filter(message -> holdsResult(message, bedrock))
            .toList();
    assertThat(results).hasSize(bedrock ? 1 : 2);
  }

  private static boolean holdsResult(JsonNode message, boolean bedrock) {
    return bedrock
        ? Json.list(message.path("content")).stream().anyMatch(block -> block.has("toolResult"))
        : message.path("role").asText().equals("tool");
  }

  private static void fewStops(Played played) {
    if (!refusal(played, "stop_sequences")) {
      valid(played);
      var all = played.upstreamBody().at("/inferenceConfig/stopSequences").size() == 6;
      assertThat(all || played.dropped().contains("stop")).as("all six, or named").isTrue();
    }
  }

  private static void keepsRefusals(Played played) {
    valid(played);
    assertThat(played.upstream().text()).contains("I cannot do that.", "Still no.");
  }
}
