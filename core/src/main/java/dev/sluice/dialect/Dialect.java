package dev.sluice.dialect;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Failure;

/**
 * One protocol, in both directions. Stateless; its decoders and encoders live for one answer each.
 */
public interface Dialect {

  /**
   * The name in configuration, logs and {@link dev.sluice.chat.Extra#protocol}: {@code openai} …
   */
  String name();

  /** Reads a client's request. */
  ReadResult read(ClientCall call);

  /**
   * Writes a request for a provider. A request of the same protocol is sent on as it came, but for
   * what the target changes (model, stream, usage); another one is translated.
   */
  WriteResult write(ChatRequest request, Target target);

  /** Decodes a provider's answer with status 2xx. */
  AnswerDecoder decoder(ProviderHead head, DecodeSettings settings, ChunkSink sink);

  /**
   * Reads a provider's answer with another status.
   *
   * @param body what came of the body, at most 64 KiB
   * @param secrets what must not appear in the failure's texts (our key): redacted before anything
   *     is cut
   */
  Failure failure(ProviderHead head, byte[] body, java.util.List<String> secrets);

  /** What a provider's head says of its rate limits; nothing where the protocol has no words. */
  default RateLimits limits(ProviderHead head) {
    return RateLimits.NONE;
  }

  /** Rate limits as headers for a client of this protocol. */
  default java.util.Map<String, String> limits(RateLimits limits) {
    return java.util.Map.of();
  }

  /** Encodes a streamed answer. */
  AnswerEncoder streamEncoder(EncodeSettings settings);

  /** Encodes a whole answer: writes nothing before the terminal chunk, then the body. */
  AnswerEncoder wholeEncoder(EncodeSettings settings);

  /** A failure before the commit point, as this protocol's HTTP error. */
  ErrorAnswer error(Failure failure, String requestId);

  /**
   * The response headers that carry our request id in this protocol, {@code x-request-id} left out.
   */
  String requestIdHeader();

  /** A fresh request id in this protocol's shape. */
  String requestId(Fresh fresh);
}
