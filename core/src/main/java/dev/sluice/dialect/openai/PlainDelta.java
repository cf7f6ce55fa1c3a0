package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.json.Json;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of which a stream mostly consists, the same text delta over and over, without
 * parsing them; see {@link EventShape}.
 */
final class PlainDelta {

  private static final byte[] CONTENT = "\"content\"".getBytes(ISO_8859_1);
  private static final byte[] REASONING_CONTENT = "\"reasoning_content\"".getBytes(ISO_8859_1);

  /** After so many events without the shape of the one before, only every so many are learned. */
  private static final int MISSES_MAX = 16;

  private static final byte[] REASONING = "\"reasoning\"".getBytes(ISO_8859_1);

  private final ChatAnswer answer;
  private final EventShape shape = new EventShape();
  private @Nullable Choice choice;
  private int block;
  private int misses;
  private boolean waited;
  private Extra extra = Extra.NONE;

  PlainDelta(ChatAnswer answer) {
    this.answer = answer;
  }

  /** Reads the event, or returns false and leaves it to the parser. */
  boolean read(byte[] data, int offset, int length) {
    var of = choice;
    if (of == null || of.open() != block) {
      return false;
    }
    var text = shape.match(data, offset, length);
    if (text == null || text.isEmpty()) {
      return false;
    }
    misses = 0;
    var padding = shape.padding();
    of.growOpen(text, padding == null ? extra : padded(padding));
    return true;
  }

  private Extra padded(String padding) {
    var members = new ArrayList<Extra.Member>(extra.members().size());
    for (var member : extra.members()) {
      var pad = member.name().equals(Places.PADDING) && member.place().equals(Places.TOP);
      members.add(
          pad
              ? new Extra.Member(Places.TOP, Places.PADDING, new Json.Text(padding).compact())
              : member);
    }
    return new Extra(Places.PROTOCOL, members);
  }

  /** Forgets the shape: something else came, or came of it. */
  void forget() {
    choice = null;
    shape.forget();
    waited = answer.waiting();
  }

  /**
   * Learns from an event that was parsed, if one piece of text was all that came of it and nothing
   * came with it that had waited from an event before.
   *
   * @param before how many chunks there were before it
   */
  void learn(Json.Obj event, int before, byte[] data, int offset, int length) {
    var mixed = waited;
    forget();
    misses++;
    var hopeless = misses > MISSES_MAX && misses % MISSES_MAX != 0;
    if (hopeless || mixed || waited || answer.emitted() != before + 1) {
      return;
    }
    var name = name(event);
    if (name != null && answer.last() instanceof Chunk.Text piece) {
      shape.learn(data, offset, length, name, piece.text());
      learned(piece.choice(), piece.block(), piece.extra());
    } else if (name != null && answer.last() instanceof Chunk.Reasoning piece) {
      shape.learn(data, offset, length, name, piece.text());
      learned(piece.choice(), piece.block(), piece.extra());
    }
  }

  private void learned(int index, int in, Extra with) {
    var of = answer.choice(index);
    if (shape.learned() && of != null && of.plain() && !of.said() && !changes(with)) {
      choice = of;
      block = in;
      extra = with;
    }
  }

  /** Whether it carries what is told only when it differs from the event before. */
  private static boolean changes(Extra extra) {
    for (var member : extra.members()) {
      if (Places.STANDING.contains(member.name())) {
        return true;
      }
    }
    return false;
  }

  /** The name of the one string in the one delta of the event, or null. */
  private static byte @Nullable [] name(Json.Obj event) {
    var choices = event.array("choices");
    if (choices.size() != 1
        || !(choices.getFirst() instanceof Json.Obj choice)
        || !(choice.members().get("delta") instanceof Json.Obj delta)) {
      return null;
    }
    if (filled(delta, "content")) {
      return filled(delta, "reasoning_content") || filled(delta, "reasoning") ? null : CONTENT;
    }
    return filled(delta, "reasoning_content")
        ? REASONING_CONTENT
        : filled(delta, "reasoning") ? REASONING : null;
  }

  private static boolean filled(Json.Obj delta, String name) {
    return delta.members().get(name) instanceof Json.Text text && !text.value().isEmpty();
  }
}
