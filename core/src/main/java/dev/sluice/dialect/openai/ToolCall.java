package dev.sluice.dialect.openai;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.RestatedArguments;
import dev.sluice.dialect.SurrogateHold;
import dev.sluice.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call of a choice. Its block opens when its name is sure: with the first arguments, or when
 * anything else comes after it.
 */
final class ToolCall {

  private static final int ID_CHARS = 24;

  /** Members of a call that its provider wants back: Gemini's, and what proxies make of them. */
  private static final Set<String> BESIDE =
      Set.of("extra_content", "thought_signature", "provider_specific_fields");

  private final @Nullable Long index;
  private final ToolKind kind;
  private final Choice choice;
  private final ChatAnswer answer;
  private final Carrier carrier = new Carrier();
  private final SurrogateHold hold = new SurrogateHold();
  private final RestatedArguments restated = new RestatedArguments();
  private final StringBuilder early = new StringBuilder();
  private String id = "";
  private final StringBuilder name = new StringBuilder();
  private boolean idGiven;
  private boolean old;
  private boolean argued;
  private int block = -1;
  private long offset;

  ToolCall(@Nullable Long index, ToolKind kind, Choice choice, ChatAnswer answer) {
    this.index = index;
    this.kind = kind;
    this.choice = choice;
    this.answer = answer;
  }

  boolean is(long other) {
    return index != null && index == other;
  }

  String id() {
    return id;
  }

  boolean named() {
    return !name.isEmpty();
  }

  boolean begun() {
    return block >= 0;
  }

  /** Where the event that named it last began. */
  long offset() {
    return offset;
  }

  /** Whether a piece with the same index belongs to another call nevertheless. */
  boolean isAnother(String otherId, String otherName, String arguments) {
    if (!otherId.isEmpty()) {
      return idGiven && !otherId.equals(id);
    }
    return !idGiven && !otherName.isEmpty() && !arguments.isEmpty() && restated.complete();
  }

  void oldForm() {
    old = true;
  }

  void unknown(Json.Obj element, Json.Obj function) {
    element
        .members()
        .forEach((member, value) -> {
          switch (member) {
            case "index", "id", "type", "function", "custom", "name", "arguments" -> {}
            default -> answer.carry(carrier, Places.TOOL, member, value);
          }
        });
    if (!function.equals(element)) {
      function
          .members()
          .forEach((member, value) -> {
            switch (member) {
              case "name", "arguments", "input" -> {}
              default -> answer.carry(carrier, Places.FUNCTION, member, value);
            }
          });
    }
  }

  void grow(String newId, String newName, String arguments, long at) {
    offset = at;
    if (!begun()) {
      if (id.isEmpty() && !newId.isEmpty()) {
        id = newId;
        idGiven = true;
      }
      rename(newName);
    }
    if (arguments.isEmpty()) {
      return;
    }
    argued = true;
    var fresh = kind == ToolKind.CUSTOM ? arguments : restated.take(arguments);
    if (!begun() && !named()) {
      early.append(fresh);
      return;
    }
    begin();
    emit(fresh);
  }

  private void rename(String newName) {
    if (name.isEmpty() || (!argued && !newName.contentEquals(name))) {
      name.append(newName);
    }
  }

  /** Opens its block, unless it is open or nobody knows its name. */
  void begin() {
    if (begun() || !named()) {
      return;
    }
    if (id.isEmpty()) {
      id = answer.fresh().id("call_", ID_CHARS);
    }
    choice.close();
    keep();
    block = choice.next();
    var head = new Chunk.ToolHead(id, name.toString(), kind);
    var extra = old ? Places.FUNCTION_CALL : Extra.NONE;
    answer.emit(
        new Chunk.BlockStart(
            choice.index(),
            block,
            BlockKind.TOOL,
            head,
            extra.plus(choice.take().plus(carrier.take()))));
    if (!early.isEmpty()) {
      var text = early.toString();
      early.setLength(0);
      emit(text);
    }
  }

  /** What must come back with the call stands in a thought before it. */
  private void keep() {
    var kept = carrier.find(Places.TOOL, BESIDE);
    if (!kept.members().isEmpty()) {
      var sealed = new Envelope.Beside(answer.provider(), id, kept).sealed();
      var thought = choice.next();
      var start =
          new Chunk.BlockStart(choice.index(), thought, BlockKind.REASONING, null, Extra.NONE);
      answer.emit(start);
      answer.emit(new Chunk.Signature(choice.index(), thought, null, sealed));
      answer.emit(new Chunk.BlockEnd(choice.index(), thought));
    }
  }

  private void emit(String arguments) {
    var joined = arguments.isEmpty() ? "" : hold.join(arguments);
    if (!joined.isEmpty()) {
      answer.emit(
          new Chunk.Arguments(choice.index(), block, joined, choice.take().plus(carrier.take())));
    }
  }

  void end() {
    begin();
    emit(restated.end());
    var rest = hold.flush();
    if (!rest.isEmpty()) {
      answer.emit(new Chunk.Arguments(choice.index(), block, rest, Extra.NONE));
    }
    answer.emit(new Chunk.BlockEnd(choice.index(), block));
  }
}
