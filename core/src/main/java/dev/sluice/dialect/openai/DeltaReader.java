package dev.sluice.dialect.openai;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.json.Json;

/**
 * Reads one {@code delta}, or the {@code message} of a whole answer, which has the same members.
 */
final class DeltaReader {

  private final Choice choice;
  private final ChatAnswer answer;
  private final ToolCalls calls;
  private final Carrier carrier;

  DeltaReader(Choice choice, ChatAnswer answer, ToolCalls calls, Carrier carrier) {
    this.choice = choice;
    this.answer = answer;
    this.calls = calls;
    this.carrier = carrier;
  }

  void read(Json.Obj delta, long offset) {
    unknown(delta);
    reasoning(delta);
    content(delta, offset);
    choice.grow(BlockKind.REFUSAL, delta.text("refusal").orElse(""), Extra.NONE);
    media(delta);
    calls.read(delta, offset);
    for (var annotation : delta.array("annotations")) {
      cite(annotation);
    }
  }

  private void unknown(Json.Obj delta) {
    delta
        .members()
        .forEach((name, value) -> {
          switch (name) {
            case "role",
                "content",
                "refusal",
                "reasoning_content",
                "reasoning",
                "tool_calls",
                "function_call",
                "annotations",
                "audio" -> {}
            default -> answer.carry(carrier, Places.DELTA, name, value);
          }
        });
  }

  private void reasoning(Json.Obj delta) {
    var content = delta.text("reasoning_content").orElse("");
    var other = delta.text("reasoning").orElse("");
    if (!content.isEmpty()) {
      choice.grow(BlockKind.REASONING, content, other.isEmpty() ? Extra.NONE : Places.REASONING);
    } else if (!other.isEmpty()) {
      choice.grow(BlockKind.REASONING, other, Places.REASONING);
    }
    var silent = content.isEmpty() && other.isEmpty();
    for (var element : delta.array("reasoning_details")) {
      if (element instanceof Json.Obj detail) {
        detail(detail, silent);
      }
    }
  }

  private void detail(Json.Obj detail, boolean silent) {
    if (silent) {
      var text = detail.text("text").or(() -> detail.text("summary")).orElse("");
      choice.grow(BlockKind.REASONING, text, Extra.NONE);
    }
    if (!detail.text("signature").orElse("").isEmpty()) {
      choice.opened(BlockKind.REASONING);
      sign(
          new Chunk.Signature(choice.index(), choice.open(), sealed(detail.without("text")), null));
    } else if (isEncrypted(detail)) {
      choice.close();
      choice.opened(BlockKind.REASONING);
      sign(new Chunk.Signature(choice.index(), choice.open(), null, sealed(detail)));
    }
  }

  private static boolean isEncrypted(Json.Obj detail) {
    return detail.text("type").orElse("").equals("reasoning.encrypted")
        && !detail.text("data").orElse("").isEmpty();
  }

  private String sealed(Json.Obj detail) {
    return new Envelope.Detail(answer.provider(), detail).sealed();
  }

  /** A signature is the last of its block: the next thought has one of its own. */
  private void sign(Chunk.Signature signature) {
    answer.emit(signature);
    choice.close();
  }

  private void content(Json.Obj delta, long offset) {
    switch (delta.members().get("content")) {
      case null -> {}
      case Json.Nil nil -> {}
      case Json.Text text -> choice.grow(BlockKind.TEXT, text.value(), Extra.NONE);
      case Json.Arr parts -> parts.elements().forEach(part -> part(part, offset));
      case Json.Obj part -> part(part, offset);
      case Json.Num num -> answer.problem(offset, "content is a number");
      case Json.Bool bool -> answer.problem(offset, "content is a truth value");
    }
  }

  private void part(Json element, long offset) {
    if (element instanceof Json.Text text) {
      choice.grow(BlockKind.TEXT, text.value(), Extra.NONE);
      return;
    }
    if (!(element instanceof Json.Obj part)) {
      answer.problem(offset, "a part of content is not an object");
      return;
    }
    switch (part.text("type").orElse("text")) {
      case "text", "output_text" ->
          choice.grow(BlockKind.TEXT, part.text("text").orElse(""), Extra.NONE);
      case "refusal" -> choice.grow(BlockKind.REFUSAL, part.text("refusal").orElse(""), Extra.NONE);
      case "thinking" -> thinking(part);
      default ->
          answer.emit(
              new Chunk.Opaque(
                  choice.index(), -1, Places.PROTOCOL, Opaques.CONTENT_PART, part.compact()));
    }
  }

  private void thinking(Json.Obj part) {
    part.text("thinking").ifPresent(text -> choice.grow(BlockKind.REASONING, text, Extra.NONE));
    for (var element : part.array("thinking")) {
      element
          .asObject()
          .flatMap(inner -> inner.text("text"))
          .ifPresent(text -> choice.grow(BlockKind.REASONING, text, Extra.NONE));
    }
  }

  private void media(Json.Obj delta) {
    var audio = delta.object("audio");
    if (audio.isPresent()) {
      choice.opened(BlockKind.AUDIO);
      answer.emit(
          new Chunk.Media(choice.index(), choice.open(), Places.PROTOCOL, audio.get().compact()));
    }
  }

  private void cite(Json annotation) {
    choice.opened(BlockKind.TEXT);
    var source = annotation.asObject().flatMap(object -> object.object("url_citation"));
    answer.emit(
        new Chunk.Citation(
            choice.index(),
            choice.open(),
            Places.PROTOCOL,
            annotation.compact(),
            source.flatMap(url -> url.text("url")).orElse(null),
            source.flatMap(url -> url.text("title")).orElse(null)));
  }
}
