package dev.sluice.gateway.generate;

import dev.sluice.dialect.Fresh;
import dev.sluice.run.RunSettings;

/**
 * How generations run.
 *
 * @param eventBytesMax bound of one event of a provider
 * @param bodyBytesMax bound of a whole answer
 * @param lagHighBytes what may wait for the slowest reader before the provider is read no more
 * @param lagLowBytes what may be left before it is read again
 */
public record GenerationSettings(
    RunSettings run,
    int eventBytesMax,
    int bodyBytesMax,
    int lagHighBytes,
    int lagLowBytes,
    Fresh fresh) {}
