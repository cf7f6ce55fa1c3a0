package dev.sluice.gateway.configure;

/**
 * A key that clients may use: only its hash is known.
 *
 * @param name whose it is, in the log and the metrics
 * @param sha256 of the key's UTF-8 bytes, 64 hexadecimal digits
 */
public record KeyEntry(String name, String sha256) {}
