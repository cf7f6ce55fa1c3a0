package dev.sluice.dialect;

import java.util.Map;

/**
 * An HTTP error in a protocol's form.
 *
 * @param headers beside content-type (always application/json) and the request id: retry hints,
 *     {@code x-amzn-errortype} …
 */
@SuppressWarnings("ArrayRecordComponent") // small, written once, never shared
public record ErrorAnswer(int status, Map<String, String> headers, byte[] body) {}
