package dev.sluice.dialect.bedrock;

import dev.sluice.chat.HistoryRules;
import dev.sluice.chat.Spelling;
import dev.sluice.dialect.Model;

/**
 * Tool names and call ids that Converse takes. Converse itself knows ids with dots and colons too,
 * but the models behind it do not. Source: protocol reference, §11.4.
 */
final class LegalNames {

  static final Spelling TOOLS = new Spelling("_-", 1, 64);
  static final Spelling IDS = new Spelling("_-", 1, 64);

  private LegalNames() {}

  /** What a model behind Converse asks of a history. */
  static HistoryRules rules(String model) {
    return new HistoryRules(IDS, TOOLS, false, Model.of(model).turns().prefill(), true);
  }
}
