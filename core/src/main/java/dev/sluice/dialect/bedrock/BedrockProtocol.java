package dev.sluice.dialect.bedrock;

import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.Protocol;
import java.util.List;
import java.util.Map;

/** Bedrock's Converse among the protocols. */
public final class BedrockProtocol implements Protocol {

  private final Dialect dialect = new BedrockDialect();

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String baseUrl() {
    return "https://bedrock-runtime.{region}.amazonaws.com";
  }

  @Override
  public KeyScheme keyScheme() {
    return KeyScheme.AWS;
  }

  @Override
  public boolean knows(String model) {
    return model.startsWith("arn:aws") || isVendorId(model);
  }

  /** {@code vendor.model} or {@code region.vendor.model}; not a version number as in llama3.1. */
  private static boolean isVendorId(String model) {
    var dot = model.indexOf('.');
    if (dot < 2 || dot + 1 == model.length() || !isLetter(model.charAt(dot + 1))) {
      return false;
    }
    for (var i = 0; i < dot; i++) {
      var c = model.charAt(i);
      if (!isLetter(c) && (i == 0 || (!isDigit(c) && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public List<String> modelPatterns() {
    return List.of(
        "amazon.*",
        "anthropic.*",
        "meta.*",
        "mistral.*",
        "us.*",
        "eu.*",
        "global.*",
        "arn:aws:bedrock:*");
  }

  @Override
  public String smallModel() {
    return "amazon.nova-micro-v1:0";
  }

  @Override
  public PathUse path(String path) {
    if (!path.startsWith("/model/")) {
      return PathUse.NONE;
    }
    return path.endsWith("/converse") || path.endsWith("/converse-stream")
        ? PathUse.CHAT
        : PathUse.OTHER;
  }

  @Override
  public boolean speaks(Map<String, String> headers) {
    var agent = headers.getOrDefault("user-agent", "");
    return headers.getOrDefault("authorization", "").startsWith("AWS4-HMAC-SHA256")
        || headers.containsKey("x-amz-date")
        || headers.containsKey("amz-sdk-invocation-id")
        || agent.startsWith("Boto3/")
        || agent.startsWith("aws-sdk");
  }

  @Override
  public String advice(String here) {
    return "AWS's SDKs want the endpoint URL "
        + here
        + " and reach POST /model/{modelId}/converse and /converse-stream";
  }
}
