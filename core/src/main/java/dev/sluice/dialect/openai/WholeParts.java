package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.BlockKind;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.MalformedJson;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins the pieces of a streamed answer to the members of a whole one. */
final class WholeParts {

  private WholeParts() {}

  static String text(List<AnswerBlock> blocks, BlockKind kind) {
    var text = new StringBuilder();
    for (var block : blocks) {
      if (block.kind() == kind && !block.text().isEmpty()) {
        text.append(kind == BlockKind.REASONING && !text.isEmpty() ? "\n\n" : "");
        text.append(block.text());
      }
    }
    return text.toString();
  }

  static void annotations(List<AnswerBlock> blocks, JsonWriter json) {
    var begun = false;
    var chars = 0;
    for (var block : blocks) {
      chars += block.kind() == BlockKind.TEXT ? block.text().length() : 0;
      for (var citation : block.citations()) {
        var own = citation.protocol().equals(Places.PROTOCOL);
        if (!own && citation.url() == null) {
          continue;
        }
        if (!begun) {
          json.name("annotations").beginArray();
          begun = true;
        }
        if (own) {
          json.raw(citation.json());
        } else {
          Annotations.write(citation, chars, json);
        }
      }
    }
    if (begun) {
      json.endArray();
    }
  }

  /** Audio comes in pieces whose strings {@code data} and {@code transcript} are joined. */
  static void audio(List<AnswerBlock> blocks, JsonWriter json) {
    var members = new LinkedHashMap<String, Member>();
    for (var block : blocks) {
      for (var piece : block.media()) {
        if (piece.protocol().equals(Places.PROTOCOL)) {
          parse(piece.json())
              .members()
              .forEach(
                  (name, value) -> members.computeIfAbsent(name, n -> new Member()).add(value));
        }
      }
    }
    if (!members.isEmpty()) {
      json.name("audio").beginObject();
      members.forEach((name, member) -> json.name(name).tree(member.whole()));
      json.endObject();
    }
  }

  /** A member that comes in pieces: strings grow, unless one is only said again. */
  private static final class Member {
    private final StringBuilder text = new StringBuilder();
    private Json last = Json.Nil.NIL;

    void add(Json value) {
      if (!(value instanceof Json.Text piece)) {
        text.setLength(0);
      } else if (!isRepeated(piece.value())) {
        text.append(piece.value());
      }
      last = value;
    }

    private boolean isRepeated(String piece) {
      return last instanceof Json.Text
          && text.length() == piece.length()
          && piece.contentEquals(text);
    }

    Json whole() {
      return last instanceof Json.Text ? new Json.Text(text.toString()) : last;
    }
  }

  /** Token probabilities come in pieces whose lists are joined. */
  static void logprobs(@Nullable List<String> pieces, JsonWriter json) {
    json.name("logprobs");
    if (pieces == null) {
      json.nil();
      return;
    }
    var members = new LinkedHashMap<String, Json>();
    for (var piece : pieces) {
      parse(piece)
          .members()
          .forEach((name, value) -> members.merge(name, value, WholeParts::append));
    }
    json.tree(new Json.Obj(members));
  }

  private static Json append(Json one, Json two) {
    if (one instanceof Json.Arr a && two instanceof Json.Arr b) {
      a.elements().addAll(b.elements());
      return a;
    }
    return two instanceof Json.Nil ? one : two;
  }

  private static Json.Obj parse(String json) {
    try {
      return Json.parse(json.getBytes(UTF_8)).asObject().orElseGet(Json.Obj::of);
    } catch (MalformedJson e) {
      throw new IllegalStateException("a chunk carries what is not JSON", e);
    }
  }
}
