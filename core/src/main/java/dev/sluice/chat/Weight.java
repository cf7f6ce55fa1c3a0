package dev.sluice.chat;

import org.jspecify.annotations.Nullable;

/** Estimates what chunks hold in memory, in bytes: everything that a provider can make larger. */
final class Weight {

  /** A string with its array, beside its characters. */
  private static final int STRING = 48;

  /** An unknown member: its record, its place in the list, two strings. */
  private static final int MEMBER = 48 + 2 * STRING;

  private Weight() {}

  static int of(Chunk chunk) {
    return (int) Math.min(Integer.MAX_VALUE, Chunk.BASE_WEIGHT + more(chunk));
  }

  private static long more(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Text t -> bytes(t.text()) + of(t.extra());
      case Chunk.Refusal r -> bytes(r.text()) + of(r.extra());
      case Chunk.Reasoning r -> bytes(r.text()) + of(r.extra());
      case Chunk.Arguments a -> bytes(a.json()) + of(a.extra());
      case Chunk.Signature s -> string(s.signature()) + string(s.redacted());
      case Chunk.Citation c -> string(c.json()) + string(c.url()) + string(c.title());
      case Chunk.Media m -> string(m.json());
      case Chunk.Logprobs l -> string(l.json());
      case Chunk.Opaque o -> string(o.event()) + string(o.json());
      case Chunk.Start s -> string(s.id()) + string(s.model()) + of(s.extra());
      case Chunk.BlockStart b -> of(b.tool()) + of(b.extra());
      case Chunk.BlockEnd b -> 0;
      case Chunk.Usage u -> 5 * 24 + of(u.extra());
      case Chunk.Problem p -> string(p.event()) + string(p.reason());
      case Chunk.Finish f -> string(f.raw()) + string(f.stopSequence()) + of(f.extra());
      case Chunk.End e -> 0;
      case Chunk.Failed f -> of(f.failure());
    };
  }

  private static long of(Extra extra) {
    var weight = 0L;
    var members = extra.members();
    for (var i = 0; i < members.size(); i++) {
      var member = members.get(i);
      weight += MEMBER + bytes(member.name()) + bytes(member.json());
    }
    return weight;
  }

  private static long of(Chunk.@Nullable ToolHead tool) {
    return tool == null ? 0 : string(tool.callId()) + string(tool.name());
  }

  private static long of(Failure failure) {
    return string(failure.message())
        + string(failure.detail())
        + string(failure.providerType())
        + string(failure.param())
        + string(failure.requestId());
  }

  private static long string(@Nullable String text) {
    return text == null ? 0 : STRING + bytes(text);
  }

  /** One byte a character, or two in a text that holds one beyond Latin-1. */
  static long bytes(String text) {
    var length = text.length();
    for (var i = 0; i < length; i++) {
      if (text.charAt(i) > 0xff) {
        return 2L * length;
      }
    }
    return length;
  }
}
