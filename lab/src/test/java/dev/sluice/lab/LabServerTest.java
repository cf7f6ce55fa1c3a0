package dev.sluice.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.aws.EventFrame;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.json.JsonReader;
import dev.sluice.lab.script.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabServerTest {
  private static final Json TOOLS =
      Json.obj(
          "tools",
          Json.arr(
              Json.obj(
                  "type",
                  "function",
                  "function",
                  Json.obj(
                      "name",
                      "weather",
                      "parameters",
                      Json.obj(
                          "type",
                          "object",
                          "properties",
                          Json.obj("city", Json.obj("type", "string")))))));

  @TempDir Path folder;
  private LabServer lab;

  @BeforeEach
  void start() throws IOException {
    lab = LabServer.start(LabSettings.defaults().rate(0).log(folder.resolve("calls.log")));
  }

  @AfterEach
  void stop() throws IOException {
    lab.close();
  }

  private RawClient.Got call(Protocol protocol, String model, boolean stream, Json more)
      throws IOException {
    return RawClient.call(lab.port(), protocol, model, stream, more);
  }

  private static List<Json> data(String body) {
    var found = new ArrayList<Json>();
    for (var line : body.split("\n", -1)) {
      if (line.startsWith("data: {")) {
        found.add(JsonReader.read(line.substring(6).getBytes(UTF_8)).orElseThrow());
      }
    }
    return found;
  }

  @Test
  void streamsChat() throws IOException {
    var more = Json.obj("stream_options", Json.obj("include_usage", true));

    var got = call(Protocol.CHAT, "lab-text", true, more);

    var text = new StringBuilder();
    var chunks = data(got.body());
    chunks.forEach(it -> text.append(it.get("choices").at(0).get("delta").get("content").text()));
    assertThat(text.toString()).isEqualTo(Texts.TEXT);
    assertThat(chunks.getFirst().get("choices").at(0).get("delta").get("role").text())
        .isEqualTo("assistant");
    assertThat(chunks.getLast().get("usage").get("completion_tokens").write()).isEqualTo("23");
    assertThat(got.body()).endsWith("data: [DONE]\n\n");
    assertThat(got.head()).contains("x-request-id: req_", "content-type: text/event-stream");
    assertThat(got.chunksEnded()).isTrue();
  }

  @Test
  void streamsMessages() throws IOException {
    var got = call(Protocol.MESSAGES, "lab-reasoning", true, Json.obj());

    var types = data(got.body()).stream().map(it -> it.get("type").text()).distinct().toList();
    assertThat(types)
        .containsExactly(
            "message_start",
            "ping",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(got.body()).contains("signature_delta", "\"thinking_tokens\":10");
    assertThat(got.head()).contains("request-id: req_");
  }

  @Test
  void streamsConverse() throws IOException {
    var got = call(Protocol.CONVERSE, "x.lab-text%3A0", true, Json.obj());
    assertThat(got.status()).isEqualTo(404);

    got = call(Protocol.CONVERSE, "lab-text%3A0", true, Json.obj());

    var text = new StringBuilder();
    var types = new ArrayList<String>();
    for (var frame : EventFrame.decodeAll(got.bytes().getBytes(ISO_8859_1))) {
      types.add(frame.headers().getFirst().value().toString());
      var payload = JsonReader.read(frame.payload()).orElseThrow();
      text.append(payload.get("delta").get("text").text());
    }
    assertThat(text.toString()).isEqualTo(Texts.TEXT);
    assertThat(types.getFirst()).isEqualTo("messageStart");
    assertThat(types).endsWith("contentBlockStop", "messageStop", "metadata");
    assertThat(got.head()).contains("x-amzn-requestid: ");
  }

  @Test
  void answersWholeAsItStreams() throws IOException {
    var chat = call(Protocol.CHAT, "lab-usage", false, Json.obj()).json();
    var messages = call(Protocol.MESSAGES, "lab-usage", false, Json.obj()).json();
    var converse = call(Protocol.CONVERSE, "lab-usage", false, Json.obj()).json();

    assertThat(chat.get("choices").at(0).get("message").get("content").text())
        .isEqualTo(Texts.TEXT);
    assertThat(chat.get("usage").get("prompt_tokens").write()).isEqualTo("1300");
    assertThat(messages.get("content").at(0).get("text").text()).isEqualTo(Texts.TEXT);
    assertThat(messages.get("usage").get("input_tokens").write()).isEqualTo("100");
    assertThat(converse.get("output").get("message").get("content").at(0).get("text").text())
        .isEqualTo(Texts.TEXT);
    assertThat(converse.get("usage").get("totalTokens").write()).isEqualTo("1350");
  }

  @Test
  void callsTheToolAndQuotesItsResult() throws IOException {
    var call =
        call(Protocol.CHAT, "lab-tool", false, TOOLS)
            .json()
            .get("choices")
            .at(0)
            .get("message")
            .get("tool_calls")
            .at(0);
    assertThat(call.get("function").get("arguments").text()).isEqualTo("{\"city\":\"Zürich\"}");

    var messages =
        Json.arr(
            Json.obj("role", "user", "content", "hi"),
            Json.obj("role", "assistant", "content", null, "tool_calls", Json.arr(call)),
            Json.obj(
                "role", "tool", "tool_call_id", call.get("id"), "content", "sunny, 21 degrees"));
    var again = call(Protocol.CHAT, "lab-tool", false, Json.obj("messages", messages)).json();

    assertThat(again.get("choices").at(0).get("message").get("content").text())
        .isEqualTo("The tool answered: sunny, 21 degrees");
  }

  @Test
  void saysWhatItReceived() throws IOException {
    var got = call(Protocol.MESSAGES, "lab-echo", false, Json.obj("system", "be kind", "top_k", 5));

    var echo =
        JsonReader.read(got.json().get("content").at(0).get("text").text().getBytes(UTF_8))
            .orElseThrow();
    assertThat(echo.get("system").text()).isEqualTo("be kind");
    assertThat(echo.get("parameters").get("top_k").write()).isEqualTo("5");
    assertThat(echo.get("headers").get("anthropic-version").text()).isEqualTo("2023-06-01");
  }

  @Test
  void refusesAsTheProviderDoes() throws IOException {
    assertThat(
            call(Protocol.CHAT, "gpt-5", false, Json.obj()).json().get("error").get("code").text())
        .isEqualTo("model_not_found");
    assertThat(call(Protocol.CONVERSE, "lab-s429", true, Json.obj()).head())
        .contains("HTTP/1.1 429", "x-amzn-errortype: ThrottlingException", "retry-after: 2");
    assertThat(call(Protocol.MESSAGES, "lab-s529", true, Json.obj()).body())
        .contains("overloaded_error");
    assertThat(call(Protocol.CHAT, "lab-text-q1", true, Json.obj()).body()).contains("part q1");
    try (var client = new RawClient(lab.port())) {
      client.send("POST /v1/messages HTTP/1.1\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}");
      assertThat(client.readAll().body()).contains("authentication_error");
    }
  }

  @Test
  void keepsTheConnectionForTheNextRequest() throws IOException {
    try (var client = new RawClient(lab.port())) {
      var request = RawClient.request(Protocol.CHAT, "lab-text", true, Json.obj(), "");
      var last =
          RawClient.request(Protocol.CHAT, "lab-s404", false, Json.obj(), "connection: close\r\n");
      client.send(request + request + last);

      var got = client.readAll();

      assertThat(got.text().split("data: \\[DONE\\]", -1)).hasSize(3);
      assertThat(got.text()).contains("model_not_found");
    }
  }

  @Test
  void logsEachCallWithoutSecrets() throws IOException {
    call(Protocol.CHAT, "lab-text-u13-ms20-i5", true, Json.obj());

    var line = Files.readString(folder.resolve("calls.log"));
    var call = JsonReader.read(line.strip().getBytes(UTF_8)).orElseThrow();
    assertThat(call.get("ended").text()).isEqualTo("complete");
    assertThat(call.get("row").text()).isEqualTo("u13");
    assertThat(call.get("http").text()).isEqualTo("1.1");
    assertThat(call.get("headers").get("authorization").text()).startsWith("Bearer sha256:");
    assertThat(call.get("events_sent").number().orElseThrow().intValue()).isGreaterThan(25);
    assertThat(line).doesNotContain("key-1");
    assertThat(lab.stats().get("rows").get("u13").write()).isEqualTo("1");
  }

  @Test
  void listsModelsInBothForms() throws IOException {
    try (var client = new RawClient(lab.port())) {
      client.send("GET /v1/models HTTP/1.1\r\n\r\n");
      client.send(
          "GET /v1/models?x=1 HTTP/1.1\r\nanthropic-version: 1\r\nconnection: close\r\n\r\n");

      assertThat(client.readAll().text())
          .contains("\"object\":\"list\"", "lab-tools2", "\"has_more\":false");
    }
  }
}
