package dev.sluice.gateway.http;

import io.netty.channel.EventLoop;
import java.util.Map;

/**
 * One complete request.
 *
 * @param rawPath the path as it came, percent-encoding kept; starts with {@code /} (or is {@code
 *     *}) and holds no dot segment and no control character, plain or encoded
 * @param query what follows the question mark, as it came; empty if there is none
 * @param headers by lower-case name; repeated ones joined by {@code ", "}. {@code host} is always
 *     the authority that was asked; on HTTP/2 it also stands as {@code :authority}
 * @param body the whole body; the handler's own from now on
 * @param loop the exchange's event loop
 * @param httpVersion {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Request(
    String method,
    String rawPath,
    String query,
    Map<String, String> headers,
    byte[] body,
    EventLoop loop,
    String httpVersion,
    boolean remoteLoopback) {}
