package dev.sluice.dialect.openai;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.BodyDecoder;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.RateLimits;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.RefusedDecoder;
import dev.sluice.dialect.SniffingDecoder;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import java.util.List;
import java.util.Map;

/** OpenAI Chat Completions, as its own servers speak it and as compatible ones do. */
public final class OpenAiDialect implements Dialect {

  private static final int REQUEST_ID_CHARS = 32;
  private static final Map<String, String> LIMITS =
      Map.of(
          "requests-limit", "x-ratelimit-limit-requests",
          "requests-remaining", "x-ratelimit-remaining-requests",
          "tokens-limit", "x-ratelimit-limit-tokens",
          "tokens-remaining", "x-ratelimit-remaining-tokens");

  @Override
  public String name() {
    return Places.PROTOCOL;
  }

  @Override
  public ReadResult read(ClientCall call) {
    return OpenAiRequestReader.read(call);
  }

  @Override
  public WriteResult write(ChatRequest request, Target target) {
    return OpenAiRequestWriter.write(request, target);
  }

  @Override
  public AnswerDecoder decoder(ProviderHead head, DecodeSettings settings, ChunkSink sink) {
    if (!head.encoding().isEmpty()) {
      return new RefusedDecoder(
          Failure.of(
              ErrorCode.UPSTREAM_ENCODING,
              "the provider's answer has a content-encoding that was not asked for"),
          sink);
    }
    return new SniffingDecoder(
        head.mediaType(),
        framing ->
            switch (framing) {
              case EVENTS, LINES -> new OpenAiStreamDecoder(settings, sink);
              default ->
                  new BodyDecoder(
                      settings.bodyBytesMax(), sink, new OpenAiWholeDecoder(settings, sink));
            },
        failure -> new RefusedDecoder(failure, sink));
  }

  @Override
  public Failure failure(ProviderHead head, byte[] body, List<String> secrets) {
    return OpenAiErrors.read(head, body, secrets);
  }

  @Override
  public RateLimits limits(ProviderHead head) {
    return RateLimits.read(head, Places.PROTOCOL, "x-ratelimit-", LIMITS);
  }

  @Override
  public Map<String, String> limits(RateLimits limits) {
    return limits.write(Places.PROTOCOL, LIMITS);
  }

  @Override
  public AnswerEncoder streamEncoder(EncodeSettings settings) {
    return new OpenAiStreamEncoder(settings);
  }

  @Override
  public AnswerEncoder wholeEncoder(EncodeSettings settings) {
    return new OpenAiWholeEncoder(settings);
  }

  @Override
  public ErrorAnswer error(Failure failure, String requestId) {
    return OpenAiErrors.write(failure);
  }

  @Override
  public String requestIdHeader() {
    return "x-request-id";
  }

  @Override
  public String requestId(Fresh fresh) {
    return fresh.id("req_", REQUEST_ID_CHARS);
  }
}
