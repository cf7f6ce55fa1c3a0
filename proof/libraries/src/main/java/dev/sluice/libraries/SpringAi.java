package dev.sluice.libraries;

import java.time.Duration;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.retry.support.RetryTemplate;

/** Spring AI's model for Chat Completions, streamed, without retries. */
final class SpringAi implements Driver.Library {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void ask(String baseUrl, String model, StringBuilder text) {
    var api = OpenAiApi.builder().baseUrl(baseUrl).apiKey("any").build();
    var chat =
        OpenAiChatModel.builder()
            .openAiApi(api)
            .defaultOptions(OpenAiChatOptions.builder().model(model).build())
            .retryTemplate(RetryTemplate.builder().maxAttempts(1).build())
            .build();
    chat.stream(new Prompt("What is the weather in Oslo?"))
        .timeout(PATIENCE)
        .doOnNext(response -> {
          var result = response.getResult();
          if (result != null && result.getOutput().getText() != null) {
            text.append(result.getOutput().getText());
          }
        })
        .blockLast();
  }
}
