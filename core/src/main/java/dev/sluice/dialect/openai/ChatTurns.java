package dev.sluice.dialect.openai;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.HistoryRules;
import dev.sluice.chat.LegalWords;
import dev.sluice.chat.Spelling;
import dev.sluice.dialect.Model;
import java.util.Locale;
import java.util.Map;

/**
 * What a model behind Chat Completions asks of a history, by its name: the servers' own checks and
 * the models' templates differ. Source: protocol reference, §7 and §11.4.
 *
 * @param history what is asked of every history
 * @param strict whether the maker's own server refuses other ids and names
 * @param marksPrefill whether the beginning of an answer must be marked as one
 * @param userAfterResults whether the user may speak right behind the results of calls
 */
record ChatTurns(
    HistoryRules history, boolean strict, boolean marksPrefill, boolean userAfterResults) {

  /** What the assistant says between results and the user, where a template wants that. */
  static final String HEARD = "OK.";

  static final Spelling NAMES = new Spelling("_-", 1, 64);

  /** Models behind Chat give out ids like {@code functions.f:0} and want them back. */
  private static final Spelling IDS = new Spelling("_-.:", 1, 40);

  private static final Spelling NINE = new Spelling("", 9, 9);

  static ChatTurns of(String model) {
    var name = model.toLowerCase(Locale.ROOT);
    if (isMistral(name)) {
      return new ChatTurns(new HistoryRules(NINE, NAMES, false, true, false), true, true, false);
    }
    var prefill =
        Model.of(model).turns().prefill() && !name.contains("gemini") && !name.contains("deepseek");
    var own =
        (name.startsWith("gpt-") && !name.startsWith("gpt-oss"))
            || name.startsWith("chatgpt-")
            || isNumberedO(name);
    return new ChatTurns(new HistoryRules(IDS, NAMES, false, prefill, false), own, false, true);
  }

  /**
   * What must be spelt otherwise in a Chat client's own history. Only where the maker's rule is
   * known: other servers may want back exactly what they gave out.
   */
  LegalWords legalWords(ChatRequest request) {
    return strict
        ? LegalWords.of(request, history.ids(), NAMES)
        : new LegalWords(Map.of(), Map.of());
  }

  /** The names o1, o3-mini and their like. */
  private static boolean isNumberedO(String name) {
    return name.length() > 1 && name.charAt(0) == 'o' && Character.isDigit(name.charAt(1));
  }

  private static boolean isMistral(String name) {
    return name.contains("mistral")
        || name.contains("mixtral")
        || name.contains("magistral")
        || name.contains("codestral")
        || name.contains("devstral")
        || name.contains("pixtral");
  }
}
