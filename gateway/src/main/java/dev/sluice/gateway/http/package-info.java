/**
 * Clients' connections: one port for HTTP/1.1 and HTTP/2 by prior knowledge. In come bytes; out go
 * {@link dev.sluice.gateway.http.Request}s to a {@link dev.sluice.gateway.http.Handler}. It knows
 * no chat, no key and no provider.
 *
 * <p>Start reading at {@link dev.sluice.gateway.http.HttpListener}. A connection is told apart by
 * {@code ProtocolDetector}; {@code Http1Connection} is the life of an HTTP/1.1 connection and
 * {@code Http2Exchange} that of one HTTP/2 stream; {@code Http1Clocks} and {@code BodyPace} tell
 * who is too slow. What HTTP itself forbids, what is too large and what is too slow is refused
 * here, in the protocol's form, before a handler hears of it. The client side always reads, so that
 * a client that leaves is noticed at once.
 */
@NullMarked
package dev.sluice.gateway.http;

import org.jspecify.annotations.NullMarked;
