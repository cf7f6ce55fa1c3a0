import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/**
 * Streams an answer with the official OpenAI SDK: {@code java -cp <openai-java and what it needs>
 * ChatOpenai.java}. In a Maven project the one dependency is {@code com.openai:openai-java}.
 */
class ChatOpenai {
  public static void main(String[] args) {
    var url = System.getenv().getOrDefault("SLUICE_URL", "http://127.0.0.1:8080");
    var client =
        OpenAIOkHttpClient.builder()
            .baseUrl(url + "/v1")
            .apiKey(System.getenv().getOrDefault("SLUICE_KEY", "any"))
            .build();
    var params =
        ChatCompletionCreateParams.builder()
            .model(System.getenv().getOrDefault("SLUICE_MODEL", "demo"))
            .addUserMessage("Explain streaming in two sentences.")
            .build();

    try (var stream = client.chat().completions().createStreaming(params)) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .flatMap(choice -> choice.delta().content().stream())
          .forEach(System.out::print);
    }
    System.out.println();
    client.close();
  }
}
