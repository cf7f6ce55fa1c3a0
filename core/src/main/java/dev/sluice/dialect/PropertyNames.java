package dev.sluice.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.AnswerWords;
import dev.sluice.chat.CallNames;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Spelling;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolKind;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request in whose schemas every property has a name that Claude takes, and so have the arguments
 * of the history's calls; the answer's arguments get the client's names again. Tools made from the
 * parameters of HTTP services have names like {@code $top} and {@code filter[id]}.
 *
 * @param asked the request with other names
 * @param clientNames by tool, as the provider knows it: the client's own name of each renamed
 *     property
 * @param renamed where the client wrote the schemas
 */
public record PropertyNames(
    CallNames asked, Map<String, Map<String, String>> clientNames, List<String> renamed) {

  private static final Spelling SPELLING = new Spelling("_.-", 1, 64);

  public PropertyNames {
    clientNames = Map.copyOf(clientNames);
    renamed = List.copyOf(renamed);
  }

  public static PropertyNames of(CallNames given) {
    var request = given.request();
    var clientNames = new HashMap<String, Map<String, String>>();
    var renamed = new ArrayList<String>();
    var tools = new ArrayList<Tool>(request.tools().size());
    for (var i = 0; i < request.tools().size(); i++) {
      var tool = request.tools().get(i);
      var schema = tool.schema();
      var names = new HashMap<String, String>();
      var legal = schema == null ? null : SchemaKeys.renamed(parsed(schema), SPELLING, names);
      if (legal == null || names.isEmpty()) {
        tools.add(tool);
      } else {
        tools.add(tool.withSchema(legal.compact()));
        clientNames.put(tool.name(), Map.copyOf(names));
        renamed.add(request.origin().places().toolSchema(i));
      }
    }
    if (clientNames.isEmpty()) {
      return new PropertyNames(given, clientNames, renamed);
    }
    var changed =
        request
            .withTools(tools, request.toolChoice())
            .mapMessages(message -> message(message, clientNames));
    return new PropertyNames(
        new CallNames(changed, given.clientNames(), given.renamed()), clientNames, renamed);
  }

  /** The client's words for an answer that is already told in its words but for these names. */
  public AnswerWords words(AnswerWords others) {
    return clientNames.isEmpty()
        ? others
        : sink -> new PropertyRestorer(clientNames, others.before(sink));
  }

  private static Message message(Message message, Map<String, Map<String, String>> clientNames) {
    var parts = new ArrayList<Part>(message.parts().size());
    for (var part : message.parts()) {
      if (part instanceof Part.ToolCall call
          && call.kind() == ToolKind.FUNCTION
          && clientNames.containsKey(call.name())) {
        var legal = new HashMap<String, String>();
        clientNames
            .getOrDefault(call.name(), Map.of())
            .forEach((key, name) -> legal.put(name, key));
        parts.add(call.withArguments(SchemaKeys.arguments(call.arguments(), legal)));
      } else {
        parts.add(part);
      }
    }
    return new Message(message.role(), parts);
  }

  private static Json parsed(String schema) {
    try {
      return Json.parse(schema.getBytes(UTF_8));
    } catch (MalformedJson e) {
      throw new IllegalStateException("a schema that a reader took is no JSON", e);
    }
  }
}
