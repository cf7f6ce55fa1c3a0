/**
 * OpenAI Chat Completions, and the many servers that speak it with an accent.
 *
 * <p>Requests come in through {@code OpenAiRequestReader} and go out through {@code
 * OpenAiRequestWriter}; answers come in through {@code OpenAiStreamDecoder} and {@code
 * OpenAiWholeDecoder}, which share {@code ChatAnswer}, and go out through {@code
 * OpenAiStreamEncoder} and {@code OpenAiWholeEncoder}. It knows no other protocol. Start at {@link
 * dev.sluice.dialect.openai.OpenAiDialect}.
 */
@NullMarked
package dev.sluice.dialect.openai;

import org.jspecify.annotations.NullMarked;
