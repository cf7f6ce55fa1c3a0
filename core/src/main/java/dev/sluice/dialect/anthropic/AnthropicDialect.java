package dev.sluice.dialect.anthropic;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.RateLimits;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import java.util.List;
import java.util.Map;

/** Anthropic Messages. */
public final class AnthropicDialect implements Dialect {

  private static final int REQUEST_ID_CHARS = 21;
  private static final Map<String, String> LIMITS =
      Map.of(
          "requests-limit", "anthropic-ratelimit-requests-limit",
          "requests-remaining", "anthropic-ratelimit-requests-remaining",
          "tokens-limit", "anthropic-ratelimit-tokens-limit",
          "tokens-remaining", "anthropic-ratelimit-tokens-remaining");

  @Override
  public String name() {
    return Wire.NAME;
  }

  @Override
  public ReadResult read(ClientCall call) {
    return AnthropicRequestReader.read(call);
  }

  @Override
  public WriteResult write(ChatRequest request, Target target) {
    return AnthropicRequestWriter.write(request, target);
  }

  @Override
  public AnswerDecoder decoder(ProviderHead head, DecodeSettings settings, ChunkSink sink) {
    return AnswerHead.decoder(head, settings, sink);
  }

  @Override
  public Failure failure(ProviderHead head, byte[] body, List<String> secrets) {
    return AnthropicErrors.failure(head, body, secrets);
  }

  @Override
  public RateLimits limits(ProviderHead head) {
    return RateLimits.read(head, Wire.NAME, "anthropic-ratelimit-", LIMITS);
  }

  @Override
  public Map<String, String> limits(RateLimits limits) {
    return limits.write(Wire.NAME, LIMITS);
  }

  @Override
  public AnswerEncoder streamEncoder(EncodeSettings settings) {
    return new AnthropicStreamEncoder(settings);
  }

  @Override
  public AnswerEncoder wholeEncoder(EncodeSettings settings) {
    return new AnthropicWholeEncoder(settings);
  }

  @Override
  public ErrorAnswer error(Failure failure, String requestId) {
    return AnthropicErrors.answer(failure, requestId);
  }

  @Override
  public String requestIdHeader() {
    return "request-id";
  }

  @Override
  public String requestId(Fresh fresh) {
    return fresh.id("req_011", REQUEST_ID_CHARS);
  }
}
