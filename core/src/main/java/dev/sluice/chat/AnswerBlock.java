package dev.sluice.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One block of a whole answer, as {@link AnswerFold} gathers it. */
public final class AnswerBlock {

  private final int choice;
  private final int block;
  private final BlockKind kind;
  private final Chunk.@Nullable ToolHead tool;
  private final StringBuilder text = new StringBuilder();
  private final List<Chunk.Citation> citations = new ArrayList<>();
  private final List<Chunk.Media> media = new ArrayList<>();
  private final List<Chunk.Opaque> opaques = new ArrayList<>();
  private final SequencedMap<Place, Extra.Member> members = new LinkedHashMap<>(0);
  private String protocol = "";
  private @Nullable String signature;
  private @Nullable String redacted;
  private int part;
  private boolean closed;

  /** Where an unknown member stands; a later one at the same place replaces it. */
  private record Place(String place, String name) {}

  AnswerBlock(int choice, int block, BlockKind kind, Chunk.@Nullable ToolHead tool, Extra extra) {
    this.choice = choice;
    this.block = block;
    this.kind = kind;
    this.tool = tool;
    keep(extra);
  }

  void text(String more, Extra with) {
    text.append(more);
    keep(with);
  }

  /** Keeps the last value of each, so that a block holds no more than one event of it could. */
  private void keep(Extra with) {
    if (!with.isEmpty()) {
      protocol = protocol.isEmpty() ? with.protocol() : protocol;
      for (var member : with.members()) {
        members.put(new Place(member.place(), member.name()), member);
      }
    }
  }

  void reasoning(Chunk.Reasoning reasoning) {
    if (reasoning.part() != part && !text.isEmpty()) {
      text.append("\n\n");
    }
    part = reasoning.part();
    text(reasoning.text(), reasoning.extra());
  }

  void sign(Chunk.Signature sign) {
    signature = sign.signature() != null ? sign.signature() : signature;
    redacted = sign.redacted() != null ? sign.redacted() : redacted;
  }

  void cite(Chunk.Citation citation) {
    citations.add(citation);
  }

  void media(Chunk.Media piece) {
    media.add(piece);
  }

  void opaque(Chunk.Opaque piece) {
    opaques.add(piece);
  }

  void close() {
    closed = true;
  }

  public int choice() {
    return choice;
  }

  public int block() {
    return block;
  }

  public BlockKind kind() {
    return kind;
  }

  /** There for tool blocks. */
  public Optional<Chunk.ToolHead> tool() {
    return Optional.ofNullable(tool);
  }

  /** Text, refusal, reasoning (parts joined by an empty line), or the arguments of a call. */
  public String text() {
    return text.toString();
  }

  /** The arguments of a function call: "{}" when there were none. */
  public String arguments() {
    return text.isEmpty() ? "{}" : text.toString();
  }

  public Optional<String> signature() {
    return Optional.ofNullable(signature);
  }

  public Optional<String> redacted() {
    return Optional.ofNullable(redacted);
  }

  public List<Chunk.Citation> citations() {
    return citations;
  }

  public List<Chunk.Media> media() {
    return media;
  }

  public List<Chunk.Opaque> opaques() {
    return opaques;
  }

  /** The unknown members, each with its last value; made anew at each call. */
  public Extra extra() {
    return members.isEmpty() ? Extra.NONE : new Extra(protocol, List.copyOf(members.values()));
  }

  public boolean closed() {
    return closed;
  }
}
