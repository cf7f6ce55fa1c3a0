package dev.sluice.gateway.generate;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Principal;
import dev.sluice.run.Attempt;
import dev.sluice.run.Marks.Mark;
import dev.sluice.run.Run;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a generation at its end; no content, no key.
 *
 * @param outcome {@code complete} or an error code
 * @param bytesIn body bytes read from the provider
 * @param input uncached, cached and written input tokens in all
 */
public record Ending(
    String generation,
    Principal principal,
    String provider,
    int attempt,
    String outcome,
    long chunks,
    long bytesIn,
    OptionalLong input,
    OptionalLong output,
    Times times) {

  /** Milliseconds; absent for steps that did not happen (pooled connection, early failure). */
  public record Times(
      OptionalLong dnsMs,
      OptionalLong connectMs,
      OptionalLong tlsMs,
      OptionalLong headersMs,
      OptionalLong firstTokenMs,
      long totalMs) {}

  static Ending of(Generation answer, Run run, @Nullable Attempt last, long endedNanos) {
    var usage = last == null ? Chunk.Usage.UNKNOWN : last.usage();
    var marks = run.marks();
    var headers = marks.between(Mark.WRITTEN, Mark.HEAD);
    var failed = run.outcome().isEmpty() && endedNanos != 0;
    return new Ending(
        answer.id(),
        answer.principal(),
        answer.provider(),
        answer.attempts(),
        failed ? ErrorCode.INTERNAL_ERROR.wireName() : run.outcome(),
        answer.chunks(),
        last == null ? 0 : last.bytesIn(),
        optional(usage.inputTotal()),
        optional(usage.output()),
        new Times(
            millis(marks.between(Mark.BEGUN, Mark.RESOLVED)),
            millis(marks.between(Mark.RESOLVED, Mark.CONNECTED)),
            millis(marks.between(Mark.CONNECTED, Mark.SECURED)),
            millis(headers.isPresent() ? headers : marks.between(Mark.SENT, Mark.HEAD)),
            millis(marks.between(Mark.BEGUN, Mark.FIRST_CONTENT)),
            millis(marks.since(Mark.BEGUN, endedNanos)).orElse(0)));
  }

  private static OptionalLong optional(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalLong millis(OptionalLong nanos) {
    return nanos.isPresent()
        ? OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong()))
        : nanos;
  }
}
