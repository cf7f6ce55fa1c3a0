package dev.sluice.libraries;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** LangChain4j's streaming model for Chat Completions. */
final class Langchain4j implements Driver.Library {
  private static final int PATIENCE_SECONDS = 30;

  @Override
  public void ask(String baseUrl, String model, StringBuilder text) throws Exception {
    var end = new CompletableFuture<ChatResponse>();
    OpenAiStreamingChatModel.builder()
        .baseUrl(baseUrl + "/v1")
        .apiKey("any")
        .modelName(model)
        .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
        .build()
        .chat(
            "What is the weather in Oslo?",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String part) {
                text.append(part);
              }

              @Override
              public void onCompleteResponse(ChatResponse whole) {
                end.complete(whole);
              }

              @Override
              public void onError(Throwable raised) {
                end.completeExceptionally(raised);
              }
            });
    try {
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException raised) {
      throw raised.getCause() instanceof Exception cause ? cause : raised;
    }
  }
}
