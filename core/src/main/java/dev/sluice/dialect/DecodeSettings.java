package dev.sluice.dialect;

/**
 * How an answer is decoded.
 *
 * @param provider the configured name, for {@link dev.sluice.chat.Chunk.Start}
 * @param attempt 1 for the first call
 * @param streamed whether a stream was asked for; else the body is one JSON document
 * @param eventBytesMax bound of one event or frame
 * @param bodyBytesMax bound of a whole body
 * @param fresh ids for what the provider leaves without one
 */
public record DecodeSettings(
    String provider,
    int attempt,
    boolean streamed,
    int eventBytesMax,
    int bodyBytesMax,
    Fresh fresh) {}
