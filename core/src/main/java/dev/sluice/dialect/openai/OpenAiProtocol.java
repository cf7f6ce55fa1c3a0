package dev.sluice.dialect.openai;

import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.Protocol;
import java.util.List;
import java.util.Map;

/** OpenAI Chat Completions among the protocols. */
public final class OpenAiProtocol implements Protocol {

  private final Dialect dialect = new OpenAiDialect();

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String baseUrl() {
    return "https://api.openai.com/v1";
  }

  @Override
  public KeyScheme keyScheme() {
    return KeyScheme.BEARER;
  }

  @Override
  public boolean knows(String model) {
    return model.startsWith("gpt-") || model.startsWith("chatgpt-") || isReasoningModel(model);
  }

  // o1, o3-mini: not olmo
  private static boolean isReasoningModel(String model) {
    return model.length() > 1
        && model.charAt(0) == 'o'
        && model.charAt(1) >= '0'
        && model.charAt(1) <= '9';
  }

  @Override
  public List<String> modelPatterns() {
    return List.of("gpt-*", "chatgpt-*", "o1*", "o3*", "o4*");
  }

  @Override
  public String smallModel() {
    return "gpt-5-nano";
  }

  @Override
  public PathUse path(String path) {
    return path.equals("/v1/chat/completions") ? PathUse.CHAT : PathUse.NONE;
  }

  /** Never surely: it is what those speak who do not say otherwise. */
  @Override
  public boolean speaks(Map<String, String> headers) {
    return false;
  }

  @Override
  public boolean isFallback() {
    return true;
  }

  @Override
  public String advice(String here) {
    return "OpenAI's SDKs want the base URL "
        + here
        + "/v1 and reach POST /v1/chat/completions and GET /v1/models";
  }
}
