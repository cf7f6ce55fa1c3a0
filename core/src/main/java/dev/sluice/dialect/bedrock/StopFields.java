package dev.sluice.dialect.bedrock;

import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.nio.charset.StandardCharsets;

/**
 * Claude's stop sequence among the fields that a client asks of a model. It is found at {@code
 * /stop_sequence} of a whole answer and at {@code /delta/stop_sequence} in a stream; where a whole
 * answer is asked for as a stream, or the other way round, question and answer are moved.
 */
final class StopFields {

  static final String PATHS = "additionalModelResponseFieldPaths";

  private static final String WHOLE = "/stop_sequence";
  private static final String STREAM = "/delta/stop_sequence";
  private static final String NAME = "stop_sequence";

  private StopFields() {}

  static String path(boolean streamed) {
    return streamed ? STREAM : WHOLE;
  }

  /** The body with the path as it is for the provider. */
  static Json.Obj asked(Json.Obj body, boolean streamed) {
    var moved = Json.Arr.of();
    for (var path : body.array(PATHS)) {
      var isOther = path.equals(new Json.Text(path(!streamed)));
      moved.add(isOther ? new Json.Text(path(streamed)) : path);
    }
    return moved.elements().isEmpty() ? body : body.with(PATHS, moved);
  }

  /** The fields with the stop sequence where the client looks for it. */
  static String placed(String json, boolean streamed) {
    try {
      var fields =
          Json.parse(json.getBytes(StandardCharsets.UTF_8)).asObject().orElseGet(Json.Obj::of);
      var top = fields.get(NAME);
      var inner = fields.object("delta").flatMap(delta -> delta.get(NAME));
      if (streamed && top.isPresent()) {
        var delta = fields.object("delta").orElseGet(Json.Obj::of).with(NAME, top.get());
        return fields.without(NAME).with("delta", delta).compact();
      }
      if (!streamed && inner.isPresent()) {
        var rest = fields.object("delta").orElseGet(Json.Obj::of).without(NAME);
        var outer = rest.members().isEmpty() ? fields.without("delta") : fields.with("delta", rest);
        return outer.with(NAME, inner.get()).compact();
      }
      return json;
    } catch (MalformedJson e) {
      return json; // cut out of a text that was read to its end: cannot be
    }
  }
}
