package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Part;
import dev.sluice.chat.RequestPlaces;

/**
 * Where the parts of a Converse request stand.
 *
 * @param system whether the first neutral message is the system text, which is no message here
 */
record BlockPlaces(boolean system) implements RequestPlaces {

  @Override
  public String part(int message, int index, Part part) {
    var at = "messages[" + (system ? message - 1 : message) + "].content[" + index + "]";
    return switch (part) {
      case Part.Reasoning reasoning -> at + ".reasoningContent";
      case Part.ToolCall call -> at + ".toolUse";
      case Part.ToolResult result -> at + ".toolResult";
      case Part.Foreign foreign -> foreign.path();
      case Part.Text text -> at;
      case Part.Refusal refusal -> at;
    };
  }

  @Override
  public String toolName(int tool) {
    return "toolConfig.tools[" + tool + "].toolSpec.name";
  }

  @Override
  public String toolSchema(int tool) {
    return "toolConfig.tools[" + tool + "].toolSpec.inputSchema";
  }
}
