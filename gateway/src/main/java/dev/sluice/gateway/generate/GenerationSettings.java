package dev.sluice.gateway.generate;

import dev.sluice.dialect.Fresh;
import dev.sluice.journal.JournalBounds;
import dev.sluice.run.RunSettings;

/**
 * How generations run.
 *
 * @param eventBytesMax bound of one event of a provider
 * @param bodyBytesMax bound of a whole answer
 * @param journal what may wait for readers before the provider is read no more, or one is ended
 */
public record GenerationSettings(
    RunSettings run, int eventBytesMax, int bodyBytesMax, JournalBounds journal, Fresh fresh) {}
