package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.RefusedDecoder;

/** What the headers of a 2xx answer promise about its body. */
final class AnswerHead {

  private static final String STREAM = "text/event-stream";
  private static final int SHOWN_CHARS_MAX = 64;

  private AnswerHead() {}

  /** The decoder for what the headers announce; a broken promise fails at the first byte. */
  static AnswerDecoder decoder(ProviderHead head, DecodeSettings settings, ChunkSink sink) {
    var encoding = head.encoding();
    if (!encoding.isEmpty()) {
      return new RefusedDecoder(encoded(encoding), sink);
    }
    var type = head.mediaType();
    if (settings.streamed()) {
      if (type.isEmpty() || type.equals(STREAM)) {
        return new AnthropicStreamDecoder(settings, sink);
      }
      return isJson(type)
          ? AnthropicWholeDecoder.ofError(settings, sink, unexpected(STREAM, type))
          : new RefusedDecoder(unexpected(STREAM, type), sink);
    }
    return type.isEmpty() || isJson(type)
        ? AnthropicWholeDecoder.of(settings, sink)
        : new RefusedDecoder(unexpected("application/json", type), sink);
  }

  private static Failure encoded(String encoding) {
    return Failure.of(
        ErrorCode.UPSTREAM_ENCODING,
        "the provider's answer has the content-encoding "
            + shown(encoding)
            + ", which was not asked for");
  }

  private static boolean isJson(String mediaType) {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }

  private static Failure unexpected(String expected, String mediaType) {
    return Failure.of(
        ErrorCode.UPSTREAM_PROTOCOL,
        "the provider answered with the content-type "
            + shown(mediaType)
            + " where "
            + expected
            + " was expected");
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
