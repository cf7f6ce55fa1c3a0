package dev.sluice.dialect;

import java.util.Map;

/**
 * A client's call as it stands on the wire.
 *
 * @param path the raw path, still percent-encoded, without the query
 * @param headers lower-case names; of a repeated header the values joined by ", "
 * @param body UTF-8; not to be changed
 */
// An array, not a copy: bodies are up to 32 MiB.
@SuppressWarnings("ArrayRecordComponent")
public record ClientCall(String path, Map<String, String> headers, byte[] body) {}
