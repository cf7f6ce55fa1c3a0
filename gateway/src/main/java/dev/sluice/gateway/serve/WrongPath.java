package dev.sluice.gateway.serve;

import dev.sluice.gateway.http.Request;

/** What a client is told that asked for a path at which nothing is served. */
final class WrongPath {

  private static final int PATH_CHARS_MAX = 200;

  private WrongPath() {}

  static String told(Endpoint.Nowhere nowhere, Request request) {
    return "nothing is served at "
        + request.method()
        + " "
        + shortened(request.rawPath())
        + "; "
        + advice(nowhere.speech(), "http://" + request.headers().getOrDefault("host", "localhost"));
  }

  private static String shortened(String path) {
    return path.length() <= PATH_CHARS_MAX ? path : path.substring(0, PATH_CHARS_MAX) + "...";
  }

  private static String advice(Endpoint.Speech speech, String here) {
    return switch (speech) {
      case OPENAI ->
          "OpenAI's SDKs want the base URL "
              + here
              + "/v1 and reach POST /v1/chat/completions and GET /v1/models";
      case ANTHROPIC ->
          "Anthropic's SDKs want the base URL "
              + here
              + " (without /v1) and reach POST /v1/messages and GET /v1/models";
      case BEDROCK ->
          "AWS's SDKs want the endpoint URL "
              + here
              + " and reach POST /model/{modelId}/converse and /converse-stream";
    };
  }
}
