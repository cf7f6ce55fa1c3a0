package dev.sluice.dialect.anthropic;

import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.Protocol;
import java.util.List;
import java.util.Map;

/** Anthropic Messages among the protocols. */
public final class AnthropicProtocol implements Protocol {

  private final Dialect dialect = new AnthropicDialect();

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String baseUrl() {
    return "https://api.anthropic.com";
  }

  @Override
  public KeyScheme keyScheme() {
    return KeyScheme.HEADER;
  }

  @Override
  public boolean knows(String model) {
    return model.startsWith("claude-");
  }

  @Override
  public List<String> modelPatterns() {
    return List.of("claude-*");
  }

  @Override
  public String smallModel() {
    return "claude-haiku-4-5";
  }

  @Override
  public PathUse path(String path) {
    return path.equals(Wire.PATH)
        ? PathUse.CHAT
        : path.startsWith(Wire.PATH + "/") ? PathUse.OTHER : PathUse.NONE;
  }

  @Override
  public boolean speaks(Map<String, String> headers) {
    var agent = headers.getOrDefault("user-agent", "");
    return headers.containsKey(Wire.VERSION_HEADER)
        || headers.containsKey(Wire.BETA_HEADER)
        || agent.startsWith("Anthropic/")
        || agent.startsWith("claude-cli")
        || (headers.containsKey("x-api-key")
            && headers.getOrDefault("authorization", "").isEmpty());
  }

  @Override
  public String advice(String here) {
    return "Anthropic's SDKs want the base URL "
        + here
        + " (without /v1) and reach POST /v1/messages and GET /v1/models";
  }
}
