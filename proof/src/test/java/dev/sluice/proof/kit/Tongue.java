package dev.sluice.proof.kit;

/** A client's protocol, as bytes on the wire, written by hand. */
public enum Tongue {
  OPENAI("x-request-id") {
    @Override
    public String path(String model, boolean stream) {
      return "/v1/chat/completions";
    }

    @Override
    public String body(String model, boolean stream) {
      return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
          .formatted(model, stream);
    }
  },
  ANTHROPIC("request-id") {
    @Override
    public String path(String model, boolean stream) {
      return "/v1/messages";
    }

    @Override
    public String body(String model, boolean stream) {
      return "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":500,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
          .formatted(model, stream);
    }
  },
  BEDROCK("x-amzn-requestid") {
    @Override
    public String path(String model, boolean stream) {
      return "/model/" + model.replace("/", "%2F") + (stream ? "/converse-stream" : "/converse");
    }

    @Override
    public String body(String model, boolean stream) {
      return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}";
    }
  };

  private final String requestIdHeader;

  Tongue(String requestIdHeader) {
    this.requestIdHeader = requestIdHeader;
  }

  public abstract String path(String model, boolean stream);

  public abstract String body(String model, boolean stream);

  public String requestIdHeader() {
    return requestIdHeader;
  }

  /** The whole request for HTTP/1.1. */
  public String request(String model, boolean stream) {
    var body = body(model, stream);
    return "POST "
        + path(model, stream)
        + " HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
        + "authorization: Bearer any\r\nanthropic-version: 2023-06-01\r\ncontent-length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
