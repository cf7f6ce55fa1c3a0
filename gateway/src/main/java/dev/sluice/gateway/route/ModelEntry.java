package dev.sluice.gateway.route;

/** A model name that is listed, and the provider that it goes to first. */
public record ModelEntry(String id, String provider) {}
