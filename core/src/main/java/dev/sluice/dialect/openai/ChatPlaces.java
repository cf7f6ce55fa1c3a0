package dev.sluice.dialect.openai;

import dev.sluice.chat.Part;
import dev.sluice.chat.RequestPlaces;

/** Where the parts of a Chat request stand. */
enum ChatPlaces implements RequestPlaces {
  PLACES;

  @Override
  public String part(int message, int index, Part part) {
    var at = "messages[" + message + "]";
    return switch (part) {
      case Part.Reasoning reasoning -> at + ".reasoning_content";
      case Part.ToolCall call -> at + ".tool_calls";
      case Part.Foreign foreign -> foreign.path();
      case Part.Text text -> at;
      case Part.Refusal refusal -> at;
      case Part.ToolResult result -> at;
    };
  }

  @Override
  public String toolName(int tool) {
    return "tools[" + tool + "].function.name";
  }

  @Override
  public String toolSchema(int tool) {
    return "tools[" + tool + "].function.parameters";
  }
}
