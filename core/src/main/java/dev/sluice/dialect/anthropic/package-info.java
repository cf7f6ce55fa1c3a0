/**
 * Anthropic Messages, versions 2023-06-01 and 2026-10-21, in both directions.
 *
 * <p>{@link dev.sluice.dialect.anthropic.AnthropicDialect} is the way in. Requests: {@code
 * AnthropicRequestReader} and {@code AnthropicRequestWriter}; answers: {@code
 * AnthropicStreamDecoder} with {@code MessageEvents}, {@code AnthropicWholeDecoder}, {@code
 * AnthropicStreamEncoder}, {@code AnthropicWholeEncoder}. Members of known events that the neutral
 * model has no word for travel as {@code Extra} with the places {@code ""} (the event), {@code
 * message}, {@code content_block}, {@code delta} and {@code usage}; unknown events, blocks and
 * deltas travel as {@code Opaque} with the whole event. Knows no other dialect.
 */
@NullMarked
package dev.sluice.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
