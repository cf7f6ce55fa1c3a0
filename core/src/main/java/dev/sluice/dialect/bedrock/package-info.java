/**
 * AWS Bedrock Runtime: Converse and ConverseStream.
 *
 * <p>Comes in: a client's JSON body and raw path, or a provider's frames. Goes out: a request for
 * Bedrock, or frames for an AWS SDK. The model stands in the path, text and reasoning blocks have
 * no start event, usage comes after the stop, and an error in mid-stream is always {@code
 * modelStreamErrorException}, since SDKs repeat the request on others. This package knows no
 * signing and no region. Start reading at {@link dev.sluice.dialect.bedrock.BedrockDialect}.
 */
@NullMarked
package dev.sluice.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
