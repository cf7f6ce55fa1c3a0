package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Part;
import dev.sluice.chat.RequestPlaces;

/**
 * Where the parts of a Messages request stand.
 *
 * @param system whether the first neutral message is the system text, which is no message here
 */
record BlockPlaces(boolean system) implements RequestPlaces {

  @Override
  public String part(int message, int index, Part part) {
    if (part instanceof Part.Foreign foreign) {
      return foreign.path();
    }
    var at = "messages[" + (system ? message - 1 : message) + "].content[" + index + "]";
    return part instanceof Part.Reasoning ? at + ".thinking" : at;
  }

  @Override
  public String toolName(int tool) {
    return "tools[" + tool + "].name";
  }

  @Override
  public String toolSchema(int tool) {
    return "tools[" + tool + "].input_schema";
  }
}
