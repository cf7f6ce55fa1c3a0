package dev.sluice.proof.leaving;

import dev.sluice.proof.kit.Stage;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the lab knows of a call that was made under a name of its own. */
final class LabCall {

  private static final Pattern LEFT = Pattern.compile("\"left_ns\":(\\d+)");

  private final Stage stage;
  private final String model;

  LabCall(Stage stage, String model) {
    this.stage = stage;
    this.model = model;
  }

  /** Whether the call has reached the lab. */
  boolean begun() throws Exception {
    return stage.labCalls(model).contains(model);
  }

  /** When the lab saw its client leave, in {@link System#nanoTime} of this machine. */
  OptionalLong leftNanos() throws Exception {
    var found = LEFT.matcher(stage.labCalls(model));
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }
}
