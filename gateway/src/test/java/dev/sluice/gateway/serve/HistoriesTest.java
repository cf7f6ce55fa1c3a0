package dev.sluice.gateway.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.dialect.anthropic.AnthropicDialect;
import dev.sluice.dialect.bedrock.BedrockDialect;
import dev.sluice.dialect.openai.OpenAiDialect;
import dev.sluice.lab.LabServer;
import dev.sluice.lab.LabSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No provider refuses a history that its client finds sound: each is read, written for every
 * provider and judged by the lab, whose rules are its own. The lab knows none of these models, so a
 * request that it finds valid is answered 404.
 */
class HistoriesTest {

  private static final int HISTORIES = 150;
  private static final String CLAUDE = "anthropic.claude-sonnet-4-5";

  private static final Map<String, Dialect> DIALECTS =
      Map.of(
          "openai", new OpenAiDialect(),
          "anthropic", new AnthropicDialect(),
          "bedrock", new BedrockDialect());

  /** Providers as {@code protocol model}. */
  private static final List<String> TARGETS =
      List.of(
          "openai gpt-5.2",
          "openai mistral-large-latest",
          "openai qwen3-32b",
          "openai gemma-3-27b",
          "anthropic claude-sonnet-4-5",
          "anthropic claude-opus-5-5",
          "bedrock " + CLAUDE,
          "bedrock amazon.nova-pro-v1:0");

  private static LabServer lab;
  private static HttpClient http;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    lab = LabServer.start(LabSettings.defaults().rate(0).log(folder.resolve("calls.log")));
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() throws IOException {
    http.close();
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "bedrock"})
  void everyProviderTakesWhatAnyClientSends(String client) throws Exception {
    var only = Long.getLong("seed");
    for (var seed = 0L; seed < HISTORIES; seed++) {
      var history = new Script(new SplittableRandom(only == null ? seed : only)).body(client);
      for (var target : TARGETS) {
        if (!target.startsWith(client)) {
          judge(client, history, target, "-Dseed=" + (only == null ? seed : only));
        }
      }
    }
  }

  @Test
  void aClientOfTheProvidersProtocolMayHaveHeardOthersBefore() throws Exception {
    judge(
        "anthropic",
        """
        {'model':'m','max_tokens':9,'messages':[{'role':'user','content':'go'},
         {'role':'assistant','content':[{'type':'text','text':'\\n'},
          {'type':'tool_use','id':'functions.f:0','name':'f</arg>','input':{}}]},
         {'role':'user','content':[{'type':'tool_result','tool_use_id':'functions.f:0'}]},
         {'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'s'}]},
         {'role':'user','content':'on'}]}\
        """,
        "anthropic claude-sonnet-4-5",
        "equal");
    judge(
        "bedrock",
        """
        {'messages':[{'role':'user','content':[{'text':'go'}]},
         {'role':'assistant','content':[{'text':' '},
          {'toolUse':{'toolUseId':'functions.f:0','name':'a.b','input':{}}}]},
         {'role':'user','content':[{'toolResult':{'toolUseId':'functions.f:0','content':[]}}]},
         {'role':'assistant','content':[{'text':''}]},
         {'role':'user','content':[{'text':'on'}]}],
         'toolConfig':{'tools':[{'toolSpec':{'name':'f','inputSchema':{'json':{}}}}]}}\
        """,
        "bedrock " + CLAUDE,
        "equal");
    judge(
        "openai",
        """
        {'model':'m','messages':[{'role':'user','content':'go'},
         {'role':'assistant','tool_calls':[{'id':'LONG','type':'function',
          'function':{'name':'f</arg>','arguments':'{}'}}]},
         {'role':'tool','tool_call_id':'LONG','content':'r'}]}\
        """
            .replace("LONG", "toolu_" + "0123456789".repeat(5)),
        "openai gpt-5.2",
        "equal");
  }

  private static void judge(String client, String body, String target, String what)
      throws Exception {
    var json = body.replace('\'', '"');
    var call = new ClientCall("/model/m/converse", Map.of(), json.getBytes(UTF_8));
    if (!(dialect(client).read(call) instanceof ReadResult.Accepted(var request))) {
      throw new AssertionError(what + " is no request: " + json);
    }
    var protocol = target.substring(0, target.indexOf(' '));
    var model = target.substring(target.indexOf(' ') + 1);
    var to = new Target("p", model, false, Set.of(), Optional.empty(), proof -> false);
    if (!(dialect(protocol).write(request, to) instanceof WriteResult.Written written)) {
      throw new AssertionError(what + " for " + target + " was refused: " + json);
    }
    var answer = post(written.call());
    assertThat(answer.statusCode())
        .as(() ->
            what
                + " for "
                + target
                + ": "
                + answer.body()
                + "\n"
                + json
                + "\n"
                + new String(written.call().body(), UTF_8))
        .isEqualTo(404);
  }

  private static Dialect dialect(String protocol) {
    return Optional.ofNullable(DIALECTS.get(protocol)).orElseThrow();
  }

  private static HttpResponse<String> post(ProviderCall call)
      throws IOException, InterruptedException {
    var base = call.path().equals("/chat/completions") ? "/v1" : "";
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + lab.port() + base + call.path()))
            .header("authorization", "Bearer lab")
            .header("x-api-key", "lab")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
