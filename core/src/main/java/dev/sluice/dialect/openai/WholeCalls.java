package dev.sluice.dialect.openai;

import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.JsonWriter;
import java.util.List;

/** Writes the tool calls of a whole answer. */
final class WholeCalls {

  private WholeCalls() {}

  static void write(List<AnswerBlock> calls, boolean old, JsonWriter json) {
    if (calls.isEmpty()) {
      return;
    }
    if (old) {
      json.name("function_call").beginObject();
      json.member("name", calls.getFirst().tool().orElseThrow().name());
      json.member("arguments", calls.getFirst().arguments()).endObject();
      return;
    }
    json.name("tool_calls").beginArray();
    for (var call : calls) {
      var tool = call.tool().orElseThrow();
      var custom = tool.kind() == ToolKind.CUSTOM;
      json.beginObject().member("id", tool.callId());
      json.member("type", custom ? "custom" : "function");
      json.name(custom ? "custom" : "function").beginObject().member("name", tool.name());
      json.member(custom ? "input" : "arguments", custom ? call.text() : call.arguments());
      ExtraJson.write(call.extra(), Places.FUNCTION, json);
      json.endObject();
      ExtraJson.write(call.extra(), Places.TOOL, json);
      json.endObject();
    }
    json.endArray();
  }
}
