package dev.sluice.dialect.bedrock;

/** What a client's protocol calls the fields that may be dropped, for their names. */
record ClientWords(
    String effort, String parallel, String user, String stop, String topK, String temperature) {

  private static final ClientWords CHAT =
      new ClientWords(
          "reasoning_effort", "parallel_tool_calls", "user", "stop", "top_k", "temperature");
  private static final ClientWords MESSAGES =
      new ClientWords(
          "thinking",
          "tool_choice.disable_parallel_tool_use",
          "metadata.user_id",
          "stop_sequences",
          "top_k",
          "temperature");

  static ClientWords of(String protocol) {
    return protocol.equals("anthropic") ? MESSAGES : CHAT;
  }
}
