package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ProviderHead;
import java.util.Locale;
import java.util.Optional;

/** What the headers of a 2xx answer promise about its body. */
final class AnswerHead {

  private static final String STREAM = "text/event-stream";
  private static final int SHOWN_CHARS_MAX = 64;

  private AnswerHead() {}

  /** The decoder for what the headers announce; a broken promise fails at the first byte. */
  static AnswerDecoder decoder(ProviderHead head, DecodeSettings settings, ChunkSink sink) {
    var encoded = encoded(head);
    if (encoded.isPresent()) {
      return new Refusal(encoded.get(), sink);
    }
    var type = mediaType(head);
    if (settings.streamed()) {
      if (type.isEmpty() || type.equals(STREAM)) {
        return new AnthropicStreamDecoder(settings, sink);
      }
      return isJson(type)
          ? AnthropicWholeDecoder.ofError(settings, sink, unexpected(STREAM, type))
          : new Refusal(unexpected(STREAM, type), sink);
    }
    return type.isEmpty() || isJson(type)
        ? AnthropicWholeDecoder.of(settings, sink)
        : new Refusal(unexpected("application/json", type), sink);
  }

  /** Says once what is wrong and reads nothing. */
  private static final class Refusal implements AnswerDecoder {
    private final Failure failure;
    private final ChunkSink sink;
    private boolean said;

    Refusal(Failure failure, ChunkSink sink) {
      this.failure = failure;
      this.sink = sink;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
      if (length > 0) {
        end();
      }
    }

    @Override
    public void end() {
      if (!said) {
        said = true;
        sink.accept(new Chunk.Failed(failure));
      }
    }
  }

  /** The failure when the body is compressed, which we never ask for. */
  private static Optional<Failure> encoded(ProviderHead head) {
    var encoding = head.header("content-encoding").strip();
    if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
      return Optional.empty();
    }
    return Optional.of(
        Failure.of(
            ErrorCode.UPSTREAM_ENCODING,
            "the provider's answer has the content-encoding "
                + shown(encoding)
                + ", which was not asked for"));
  }

  /** The media type without parameters, lower case; "" when there is none. */
  private static String mediaType(ProviderHead head) {
    var type = head.header("content-type");
    var end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
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
