package dev.sluice.lab.script;

import dev.sluice.lab.ask.Ask;
import java.util.List;

/** The demonstration's answers. */
public final class Demo {
  private Demo() {}

  /** The answer to what was asked. */
  public static Answer answer(Ask ask, Ids ids) {
    return Answer.of(List.of(new Part.Text(Texts.TOKENS)), ask.inputTokens());
  }
}
