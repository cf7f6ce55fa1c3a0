package dev.sluice.gateway.http;

import java.util.Map;

/**
 * A whole answer that is at hand.
 *
 * @param headers names in lower case; length and date are the connection's to add
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Reply(int status, Map<String, String> headers, byte[] body) {}
