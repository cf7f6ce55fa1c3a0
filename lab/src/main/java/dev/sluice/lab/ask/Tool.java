package dev.sluice.lab.ask;

import dev.sluice.lab.json.Json;

/** A tool offered in a request, with the JSON schema of its arguments. */
public record Tool(String name, Json schema) {}
