package dev.sluice.chat;

import org.jspecify.annotations.Nullable;

/**
 * A tool that the client offers.
 *
 * @param schema JSON Schema of its arguments as JSON text; absent when it takes none
 * @param strict whether the provider shall hold itself to the schema; absent when the client is
 *     silent
 */
public record Tool(
    String name,
    @Nullable String description,
    @Nullable String schema,
    @Nullable Boolean strict,
    ToolKind kind) {

  Tool withName(String other) {
    return new Tool(other, description, schema, strict, kind);
  }

  public Tool withSchema(String other) {
    return new Tool(name, description, other, strict, kind);
  }
}
