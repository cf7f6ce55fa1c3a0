package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Message;

/** What a client of another protocol calls the fields that a translation leaves out. */
final class ClientFields {

  private ClientFields() {}

  static String tool(ChatRequest request, int index) {
    return isBedrock(request)
        ? "toolConfig.tools[" + index + "].toolSpec.name"
        : "tools[" + index + "].function.name";
  }

  /** Where a thought stood; the neutral index counts the system text as a message. */
  static String reasoning(ChatRequest request, int message, int part) {
    if (!isBedrock(request)) {
      return "messages[" + message + "].reasoning_content";
    }
    var first = request.messages().getFirst().role() == Message.Role.SYSTEM ? 1 : 0;
    return "messages[" + (message - first) + "].content[" + part + "].reasoningContent";
  }

  private static boolean isBedrock(ChatRequest request) {
    return request.from("bedrock");
  }
}
