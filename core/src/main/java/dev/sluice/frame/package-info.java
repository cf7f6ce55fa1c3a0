/**
 * Bytes to frames and back: server-sent events and AWS event stream.
 *
 * <p>In come the bytes of a stream, cut anywhere; out go whole frames, handed to a sink while the
 * call lasts. The encoders write frames in place into {@link dev.sluice.frame.Bytes}, the content
 * being written between {@code begin} and {@code end}, so nothing is copied.
 *
 * <p>This package knows no provider, no JSON and no chat; it does not read, write or wait. Nothing
 * here is safe for use by two threads at once. Start at {@link dev.sluice.frame.SseDecoder}.
 */
@NullMarked
package dev.sluice.frame;

import org.jspecify.annotations.NullMarked;
