package dev.sluice.dialect;

/**
 * How an answer is encoded.
 *
 * @param requestId ours, for in-band errors that carry one
 * @param requestedModel what the client called the model, for answers whose provider is silent
 * @param includeUsage whether a Chat client asked for the usage chunk
 * @param fresh ids and times; {@code fresh.nowMillis()} also measures Converse's latency
 * @param functionCalls whether a Chat client knows only the deprecated single function call
 */
public record EncodeSettings(
    String requestId,
    String requestedModel,
    boolean includeUsage,
    Fresh fresh,
    boolean functionCalls) {

  public EncodeSettings(
      String requestId, String requestedModel, boolean includeUsage, Fresh fresh) {
    this(requestId, requestedModel, includeUsage, fresh, false);
  }
}
