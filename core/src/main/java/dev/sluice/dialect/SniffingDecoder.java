package dev.sluice.dialect;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the first bytes of an answer how it is decoded, since labels lie: streams come as
 * {@code text/plain}, errors as streams, whole answers where a stream was asked for. What has begun
 * is kept until it is decided, at most {@value #BEGINNING_BYTES_MAX} bytes.
 */
public final class SniffingDecoder implements AnswerDecoder {

  /** A first line longer than this is a document's. */
  static final int BEGINNING_BYTES_MAX = 64 << 10;

  private static final byte[] NOTHING = new byte[0];
  private static final String EVENTS = "text/event-stream";

  /** Makes the decoder of a framing. */
  @FunctionalInterface
  public interface Decoders {
    AnswerDecoder of(Framing framing);
  }

  private final boolean labelledEvents;
  private final Decoders decoders;
  private final Refusals refusals;
  private byte[] beginning = NOTHING;
  private int length;
  private @Nullable AnswerDecoder decoder;

  /** Makes the decoder that tells a failure. */
  @FunctionalInterface
  public interface Refusals {
    AnswerDecoder of(Failure failure);
  }

  /**
   * @param mediaType what the label says, "" for nothing
   * @param decoders for EVENTS, LINES, DOCUMENT and FRAMES
   * @param refusals for what no answer can be
   */
  public SniffingDecoder(String mediaType, Decoders decoders, Refusals refusals) {
    this.labelledEvents = mediaType.equals(EVENTS);
    this.decoders = decoders;
    this.refusals = refusals;
  }

  @Override
  public void feed(byte[] bytes, int offset, int count) {
    var chosen = decoder;
    if (chosen != null) {
      chosen.feed(bytes, offset, count);
      return;
    }
    if (length == 0) {
      var framing = Framing.of(bytes, offset, offset + count, labelledEvents, false);
      if (framing.isPresent() && framing.get() != Framing.TEXT && framing.get() != Framing.PAGE) {
        choose(framing.get()).feed(bytes, offset, count);
        return;
      }
    }
    keep(bytes, offset, count);
    var framing =
        Framing.of(beginning, 0, length, labelledEvents, false)
            .orElse(length > BEGINNING_BYTES_MAX ? Framing.DOCUMENT : null);
    // of a page or a text the words are wanted, which come to the end or to the bound
    if (framing == null
        || (unreadable(framing) && length < BEGINNING_BYTES_MAX)) {
      return;
    }
    handOver(framing);
  }

  private static boolean unreadable(Framing framing) {
    return framing == Framing.TEXT || framing == Framing.PAGE;
  }

  private void keep(byte[] bytes, int offset, int count) {
    if (beginning.length - length < count) {
      beginning = Arrays.copyOf(beginning, Math.max(length + count, 2 * length));
    }
    System.arraycopy(bytes, offset, beginning, length, count);
    length += count;
  }

  private void handOver(Framing framing) {
    var kept = beginning;
    var chosen = choose(framing);
    beginning = NOTHING;
    chosen.feed(kept, 0, length);
  }

  private AnswerDecoder choose(Framing framing) {
    var chosen =
        switch (framing) {
          case EVENTS, LINES, DOCUMENT, FRAMES -> decoders.of(framing);
          case PAGE, TEXT -> refusals.of(words(framing));
          case WIDE ->
              refusals.of(
                  Failure.of(
                      ErrorCode.UPSTREAM_ENCODING,
                      "the provider's answer is UTF-16 or holds NUL; UTF-8 is expected"));
          case COMPRESSED ->
              refusals.of(
                  Failure.of(
                      ErrorCode.UPSTREAM_ENCODING,
                      "the provider's answer is compressed, which was not asked for"));
          case NOTHING ->
              refusals.of(
                  Failure.of(
                      ErrorCode.UPSTREAM_TRUNCATED, "the provider's answer has no body: 0 bytes"));
        };
    decoder = chosen;
    return chosen;
  }

  private Failure words(Framing framing) {
    var said =
        ErrorBody.plain(new String(beginning, 0, length, StandardCharsets.UTF_8).strip())
            .messageOr("");
    var what = framing == Framing.PAGE ? "a page" : "a text";
    return Failure.of(
        ErrorCode.UPSTREAM_PROTOCOL,
        "the provider answered with "
            + what
            + " that is neither an event stream nor JSON; is its base URL right?"
            + (said.isEmpty() ? "" : " It says: " + said));
  }

  @Override
  public void end() {
    if (decoder == null) {
      handOver(
          Framing.of(beginning, 0, length, labelledEvents, true).orElse(Framing.DOCUMENT));
    }
    var chosen = decoder;
    if (chosen != null) {
      chosen.end();
    }
  }

  @Override
  public boolean finished() {
    var chosen = decoder;
    return chosen != null && chosen.finished();
  }
}
