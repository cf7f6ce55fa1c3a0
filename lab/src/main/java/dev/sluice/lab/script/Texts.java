package dev.sluice.lab.script;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** The fixed texts of the scripts, cut into tokens. */
public final class Texts {
  /** The tokens of {@link #TEXT}. */
  public static final List<String> TOKENS =
      List.of(
          "Gr",
          "üße",
          " aus",
          " dem",
          " Labor",
          "!",
          " 🧪",
          " She",
          " said",
          ":",
          " \"",
          "Streams",
          " don't",
          " lie",
          "\",",
          "\n",
          "then",
          " 日本語",
          " and",
          " naïve",
          " façades",
          " agreed",
          ".");

  /** The text of the scenarios text and usage. */
  public static final String TEXT = String.join("", TOKENS);

  /** The tokens of {@link #REASONING}. */
  public static final List<String> REASONING_TOKENS =
      List.of("The", " user", " wants", " a", " short", " answer", "; ", "思考", " done", ".");

  /** The reasoning of the scenarios reasoning and reasontool. */
  public static final String REASONING = String.join("", REASONING_TOKENS);

  /** The tokens of {@link #REFUSAL}. */
  public static final List<String> REFUSAL_TOKENS =
      List.of("I'm", " sorry", ", I", " can't", " help", " with", " that", ".");

  /** The refusal. */
  public static final String REFUSAL = String.join("", REFUSAL_TOKENS);

  /** The tokens of {@link #COUNTING}. */
  public static final List<String> COUNTING_TOKENS =
      List.of("Counting", ":", " one", ",", " two", ",", " three", ", ");

  /** The text of the scenario stop: what stands before the stop sequence. */
  public static final String COUNTING = String.join("", COUNTING_TOKENS);

  /** The text of row u38: everything that a careless relay could take for framing. */
  public static final String HOSTILE =
      "a\n\nevent: error\ndata: {\"forged\":true}\n\nb\rc\r\nd</script><script>alert(1)</script>"
          + "\u001b[31mred\u001b[0m\u0000\u2028e\u2029f\u0085g: h";

  private static final String FILLER = "the quick brown fox jumps over the lazy dog ";
  private static final int NUMBER_WIDTH = 9;

  private Texts() {}

  /** The first {@code count} tokens, beginning again when they run out. */
  public static List<String> cycle(List<String> tokens, int count) {
    return view(count, index -> tokens.get(index % tokens.size()));
  }

  /**
   * {@code count} pieces of exactly {@code bytes} ASCII bytes; where there is room each begins with
   * its index in eight digits.
   */
  public static List<String> filler(int count, int bytes) {
    var line = FILLER.repeat(bytes / FILLER.length() + 1);
    return view(
        count,
        index ->
            bytes > NUMBER_WIDTH
                ? "%08d ".formatted(index) + line.substring(0, bytes - NUMBER_WIDTH)
                : line.substring(0, bytes));
  }

  /** The text in pieces of at most {@code size} characters, never inside a surrogate pair. */
  public static List<String> pieces(String text, int size) {
    var pieces = new ArrayList<String>();
    var from = 0;
    while (from < text.length()) {
      var to = Math.min(text.length(), from + size);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to++;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  /** The text in words, each with the space before it. */
  public static List<String> words(String text) {
    var words = new ArrayList<String>();
    var from = 0;
    for (var i = 1; i < text.length(); i++) {
      if (text.charAt(i) == ' ' && text.charAt(i - 1) != ' ') {
        words.add(text.substring(from, i));
        from = i;
      }
    }
    if (from < text.length()) {
      words.add(text.substring(from));
    }
    return words;
  }

  private static List<String> view(int size, java.util.function.IntFunction<String> item) {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return item.apply(index);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }
}
