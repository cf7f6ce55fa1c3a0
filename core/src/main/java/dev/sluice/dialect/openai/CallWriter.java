package dev.sluice.dialect.openai;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.ToolKind;
import dev.sluice.frame.Bytes;
import dev.sluice.json.JsonWriter;

/** Writes the deltas of tool calls. Calls that the provider ran itself have no form here. */
final class CallWriter {

  private final ChunkWriter writer;
  private final boolean old;

  /**
   * @param old whether the client knows the deprecated form only
   */
  CallWriter(ChunkWriter writer, boolean old) {
    this.writer = writer;
    this.old = old;
  }

  void start(ChoiceOut choice, Chunk.BlockStart start, Chunk.ToolHead tool, Bytes out) {
    var oldForm = old || Places.spelled(start.extra(), "function_call");
    if (old && choice.called()) {
      return; // the form has room for one call
    }
    var call = new ChoiceOut.Call(start.block(), choice.calls.size(), tool.kind(), oldForm);
    choice.calls.add(call);
    choice.oldCall |= oldForm;
    var json = writer.begin();
    if (oldForm) {
      json.name("function_call").beginObject();
      json.member("name", tool.name()).member("arguments", "").endObject();
    } else {
      var custom = tool.kind() == ToolKind.CUSTOM;
      json.name("tool_calls").beginArray().beginObject().member("index", call.number);
      json.member("id", tool.callId()).member("type", custom ? "custom" : "function");
      json.name(custom ? "custom" : "function").beginObject().member("name", tool.name());
      json.member(custom ? "input" : "arguments", "");
      ExtraJson.write(start.extra(), Places.FUNCTION, json);
      json.endObject();
      ExtraJson.write(start.extra(), Places.TOOL, json);
      json.endObject().endArray();
    }
    writer.end(choice, start.extra(), null, out);
  }

  void grow(ChoiceOut choice, Chunk.Arguments arguments, Bytes out) {
    var call = choice.call(arguments.block());
    if (call != null) {
      call.argued = true;
      piece(choice, call, arguments.json(), arguments.extra(), out);
    }
  }

  /** A function that was called without arguments was called with none: {@code {}}. */
  void end(ChoiceOut choice, int block, Bytes out) {
    var call = choice.call(block);
    if (call != null && !call.argued && call.kind == ToolKind.FUNCTION) {
      piece(choice, call, "{}", Extra.NONE, out);
    }
  }

  private void piece(ChoiceOut choice, ChoiceOut.Call call, String text, Extra extra, Bytes out) {
    var json = writer.begin();
    if (call.old) {
      json.name("function_call").beginObject().member("arguments", text).endObject();
    } else {
      json.name("tool_calls").beginArray().beginObject().member("index", call.number);
      input(call.kind, text, extra, json);
      ExtraJson.write(extra, Places.TOOL, json);
      json.endObject().endArray();
    }
    writer.end(choice, extra, null, out);
  }

  private static void input(ToolKind kind, String text, Extra extra, JsonWriter json) {
    var custom = kind == ToolKind.CUSTOM;
    json.name(custom ? "custom" : "function").beginObject();
    json.member(custom ? "input" : "arguments", text);
    ExtraJson.write(extra, Places.FUNCTION, json);
    json.endObject();
  }
}
