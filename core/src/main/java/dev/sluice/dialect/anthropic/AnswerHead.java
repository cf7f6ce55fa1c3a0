package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.RefusedDecoder;
import dev.sluice.dialect.SniffingDecoder;

/** What a 2xx answer is: its first bytes decide, only its encoding is taken from the headers. */
final class AnswerHead {

  private static final int SHOWN_CHARS_MAX = 64;

  private AnswerHead() {}

  /** The decoder for what comes. */
  static AnswerDecoder decoder(ProviderHead head, DecodeSettings settings, ChunkSink sink) {
    var encoding = head.encoding();
    if (!encoding.isEmpty()) {
      return new RefusedDecoder(encoded(encoding), sink);
    }
    return new SniffingDecoder(
        head.mediaType(),
        framing ->
            switch (framing) {
              case EVENTS, LINES -> new AnthropicStreamDecoder(settings, sink);
              default -> AnthropicWholeDecoder.of(settings, sink);
            },
        failure -> new RefusedDecoder(failure, sink));
  }

  private static Failure encoded(String encoding) {
    return Failure.of(
        ErrorCode.UPSTREAM_ENCODING,
        "the provider's answer has the content-encoding "
            + shown(encoding)
            + ", which was not asked for");
  }

  private static String shown(String value) {
    for (var i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return "(unprintable)";
      }
    }
    return value.length() > SHOWN_CHARS_MAX ? value.substring(0, SHOWN_CHARS_MAX) : value;
  }
}
