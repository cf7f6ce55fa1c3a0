package dev.sluice.dialect;

import dev.sluice.chat.Effort.Level;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a family of models takes in a request: one row of {@link ModelTable}, where the sources
 * stand. A model that no row knows has what every model is sure to take.
 *
 * @param family the row's pattern; "" for the unknown
 */
public record Model(
    String family, Output output, Sampling sampling, Thinking thinking, Calls calls, Turns turns) {

  /**
   * The bound of the output.
   *
   * @param max largest bound that is accepted; 0 = not known
   * @param newName whether Chat's newer name of the bound must be used
   */
  public record Output(int max, boolean newName) {}

  /**
   * How the next token is chosen, and when to stop.
   *
   * @param topK whether top_k is taken
   * @param stops how many stop sequences are taken
   * @param userChars longest user id; 0 = none is taken
   */
  public record Sampling(Temperature temperature, boolean topK, int stops, int userChars) {}

  /** Which of temperature and top_p are taken. */
  public enum Temperature {
    /** Both, also together. */
    BOTH,
    /** One of the two. */
    EITHER,
    /** Neither. */
    NONE
  }

  /**
   * How thinking is asked for.
   *
   * @param adaptive whether it is set by effort
   * @param budget whether it is set by a budget of tokens
   * @param off how it is switched off
   * @param efforts the words that are taken; none for a model without effort
   */
  public record Thinking(boolean adaptive, boolean budget, Off off, Set<Level> efforts) {
    public Thinking {
      efforts = Set.copyOf(efforts);
    }
  }

  /** How thinking is switched off. */
  public enum Off {
    /** By saying so. */
    DISABLED,
    /** Not at all, but it can be kept to the time between tool calls. */
    BETWEEN_TOOLS,
    /** Not at all. */
    NEVER
  }

  /**
   * Tool calls.
   *
   * @param forced whether a call can be demanded
   * @param parallel whether there is a switch for several calls at once
   */
  public record Calls(boolean forced, boolean parallel) {}

  /**
   * The conversation.
   *
   * @param midSystem whether system messages may stand between the others
   * @param prefill whether it may end with the beginning of the answer
   * @param back whether open reasoning goes back to the model
   */
  public record Turns(boolean midSystem, boolean prefill, Back back) {}

  /** Whether the open, unsigned reasoning of a tool loop goes back with its calls. */
  public enum Back {
    /** It is of no use, or refused. */
    NO,
    /** Where it is known. */
    KNOWN,
    /** Always: where it is lost an empty text stands for it. */
    ALWAYS,
    /** Not the text, but a signature on the first call of each turn. */
    SIGNED
  }

  /** Whether the text of open reasoning goes back. */
  public boolean wantsReasoningBack() {
    return turns.back() == Back.KNOWN || turns.back() == Back.ALWAYS;
  }

  private static final String CLAUDE = "claude";

  /** The row of a model, or the modest one. */
  public static Model of(String model) {
    return ModelTable.find(model);
  }

  /** The same, but empty when the name does not say that the model is a Claude. */
  public static Optional<Model> claude(String model) {
    return Optional.of(of(model)).filter(row -> row.family.startsWith(CLAUDE));
  }

  /** Whether there is a row for this very family, not only for its maker. */
  public boolean known() {
    return !family.isEmpty() && !family.equals(CLAUDE);
  }

  /** Whether temperature, top_p and top_k are taken at all. */
  public boolean samples() {
    return sampling.temperature() != Temperature.NONE;
  }

  /** Whether temperature and top_p may be sent together. */
  public boolean samplesTwice() {
    return sampling.temperature() == Temperature.BOTH;
  }

  public boolean adaptive() {
    return thinking.adaptive();
  }

  public boolean budget() {
    return thinking.budget();
  }

  /** Whether there is effort above high, but below max. */
  public boolean xhigh() {
    return thinking.efforts().contains(Level.XHIGH);
  }

  public Off off() {
    return thinking.off();
  }

  public int outputMax() {
    return output.max();
  }

  /** The bound, or the largest that the model takes, where that is known and smaller. */
  public int bounded(int tokens) {
    return known() && output.max() > 0 ? Math.min(tokens, output.max()) : tokens;
  }

  /**
   * The effort that the model takes and that is nearest to the wanted one, the lower of two; null
   * when it takes none, or when no thinking is wanted and it cannot do without.
   */
  public @Nullable Level nearest(Level wanted) {
    if (wanted == Level.NONE) {
      return thinking.efforts().contains(Level.NONE)
          ? Level.NONE
          : thinking.efforts().contains(Level.MINIMAL) ? Level.MINIMAL : null;
    }
    Level best = null;
    for (var level : Level.values()) {
      if (level != Level.NONE
          && thinking.efforts().contains(level)
          && (best == null
              || Math.abs(level.ordinal() - wanted.ordinal())
                  < Math.abs(best.ordinal() - wanted.ordinal()))) {
        best = level;
      }
    }
    return best;
  }
}
