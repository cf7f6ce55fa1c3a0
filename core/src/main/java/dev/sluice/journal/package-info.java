/**
 * The answer as an append-only sequence with one writer and any number of readers.
 *
 * <p>Chunks are numbered 0, 1, 2 … without gap. The writer appends and publishes ({@link
 * dev.sluice.journal.Journal}); a reader has a {@link dev.sluice.journal.Cursor} at any position
 * that is kept, lives on any loop and sees only what is published:
 *
 * <pre>
 *   first        a cursor        published      next
 *     │ kept for ···│··· readers ····│ appended ···│
 * </pre>
 *
 * <p>Backpressure: a reader that lags leaves its cursor where it is; when all lag, the writer is
 * told to hold its provider; one that lags alone is ended with {@code reader_lagged} ({@link
 * dev.sluice.journal.JournalBounds}). Threads: a journal on its writer's, a cursor on its reader's,
 * and the order between them is argued in {@link dev.sluice.journal.MemoryJournal}. Knows no bytes
 * of any protocol, no socket and no clock.
 */
@NullMarked
package dev.sluice.journal;

import org.jspecify.annotations.NullMarked;
