/**
 * What every protocol can do: read and write requests, decode and encode answers and errors.
 *
 * <p>One package per protocol implements {@link dev.sluice.dialect.Dialect}; they do not know each
 * other and meet only in {@code chat}. Comes in: bytes of frames. Goes out: chunks, and the other
 * way round. No sockets, no clock, no randomness but those that {@link dev.sluice.dialect.Fresh}
 * hands in.
 */
@NullMarked
package dev.sluice.dialect;

import org.jspecify.annotations.NullMarked;
