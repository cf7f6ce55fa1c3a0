/**
 * The answer as an append-only sequence with one writer and any number of readers. Chunks are
 * numbered 0, 1, 2 … without gap; a {@link dev.sluice.journal.Cursor} is a reader's place. Knows no
 * bytes of any protocol, no socket and no clock. Start reading at {@link
 * dev.sluice.journal.MemoryJournal}.
 */
@NullMarked
package dev.sluice.journal;

import org.jspecify.annotations.NullMarked;
