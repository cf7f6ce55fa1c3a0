package dev.sluice.dialect;

import dev.sluice.chat.Effort.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The families of models that take less, or other, than a model is sure to take, as data.
 *
 * <p>A row is a pattern and what differs from the defaults. The first row counts whose pattern
 * stands in the model's name as a word: case does not matter, nor whether the name writes a dot, a
 * hyphen or an underscore; a star at the end leaves the word open. So {@code gpt-5} is found in
 * {@code openai/gpt-5-mini} and in {@code my_gpt-5}, but not in {@code gpt-55}.
 *
 * <pre>
 * out=N            largest bound of the output           (default: not known)
 * bound=new        max_completion_tokens, not max_tokens (old)
 * sample=WORD      temperature and top_p: both, either, none (both)
 * top-k=yes        top_k is taken                        (no)
 * stops=N          stop sequences                        (4)
 * user=N           characters of a user id, 0 = none     (64)
 * think=WORDS      adaptive, budget                      (none)
 * off=WORD         disabled, between_tools, never        (disabled)
 * effort=WORDS     which words of effort are taken       (none)
 * forced=no        no call can be demanded               (yes)
 * parallel=no      no switch for parallel calls          (yes)
 * mid-system=yes   system messages between the others    (no)
 * prefill=no       no beginning of the answer            (yes)
 * back=WORD        what of reasoning comes back in a tool loop: no, known, always, signed (no)
 * </pre>
 */
final class ModelTable {

  /**
   * Sources: Claude: protocol reference §11.6 (the Vercel AI SDK's catalogue of November 2026) and
   * Anthropic's migration notes to 4.6 (no prefill) and 4.7 (no sampling). OpenAI: the OpenAPI
   * document 2.3.0, each model's page, and what the API answers to an unsupported parameter.
   * DeepSeek, Moonshot, Z.ai, MiniMax, Xiaomi: their pages on thinking with tools (protocol
   * reference §7, row 24). Mistral: "extra inputs are not permitted". xAI: its page on reasoning
   * models. Gemini: its page on OpenAI compatibility.
   */
  private static final String ROWS =
      """
      claude-sonnet-5-5   out=128000 sample=none stops=8191 user=256 think=adaptive off=between_tools effort=low,medium,high,xhigh,max forced=no mid-system=yes prefill=no
      claude-opus-5-5     out=128000 sample=none stops=8191 user=256 think=adaptive off=never effort=low,medium,high,xhigh,max forced=no mid-system=yes prefill=no
      claude-haiku-5-5    out=128000 sample=none stops=8191 user=256 think=adaptive effort=low,medium,high,xhigh,max mid-system=yes prefill=no
      claude-opus-5       out=128000 sample=none stops=8191 user=256 think=adaptive,budget effort=low,medium,high,xhigh,max mid-system=yes prefill=no
      claude-fable-5-1    out=128000 sample=none stops=8191 user=256 think=adaptive off=never effort=low,medium,high,xhigh,max forced=no mid-system=yes prefill=no
      claude-fable-5-2    out=128000 sample=none stops=8191 user=256 think=adaptive off=never effort=low,medium,high,xhigh,max forced=no mid-system=yes prefill=no
      claude-fable-5      out=128000 sample=none stops=8191 user=256 think=adaptive off=never effort=low,medium,high,xhigh,max mid-system=yes prefill=no
      claude-sonnet-5     out=128000 sample=none stops=8191 user=256 think=adaptive,budget effort=low,medium,high,xhigh,max mid-system=yes prefill=no
      claude-opus-4-8     out=128000 sample=none stops=8191 user=256 think=adaptive,budget effort=low,medium,high,xhigh,max prefill=no
      claude-opus-4-7     out=128000 sample=none stops=8191 user=256 think=adaptive,budget effort=low,medium,high,xhigh,max prefill=no
      claude-opus-4-6     out=128000 sample=either top-k=yes stops=8191 user=256 think=adaptive,budget effort=low,medium,high,max prefill=no
      claude-sonnet-4-6   out=128000 sample=either top-k=yes stops=8191 user=256 think=adaptive,budget effort=low,medium,high,max prefill=no
      claude-sonnet-4-5   out=64000 sample=either top-k=yes stops=8191 user=256 think=budget
      claude-opus-4-5     out=64000 sample=either top-k=yes stops=8191 user=256 think=budget
      claude-haiku-4-5    out=64000 sample=either top-k=yes stops=8191 user=256 think=budget
      claude-opus-4       out=32000 sample=either top-k=yes stops=8191 user=256 think=budget
      claude-sonnet-4     out=64000 sample=either top-k=yes stops=8191 user=256 think=budget
      claude-4-opus       out=32000 sample=either top-k=yes stops=8191 user=256 think=budget
      claude-4-sonnet     out=64000 sample=either top-k=yes stops=8191 user=256 think=budget
      claude-3-7          out=64000 top-k=yes stops=8191 user=256 think=budget
      claude-3-5          out=8192 top-k=yes stops=8191 user=256
      claude-3            out=4096 top-k=yes stops=8191 user=256
      claude-v2           out=4096 top-k=yes stops=8191 user=256
      claude-2            out=4096 top-k=yes stops=8191 user=256
      claude-instant      out=4096 top-k=yes stops=8191 user=256
      claude              out=4096 sample=either top-k=yes stops=8191 user=256 think=budget

      gpt-oss             effort=low,medium,high back=known
      gpt-3.5*            out=4096 bound=new
      gpt-35*             out=4096 bound=new
      gpt-audio*          out=16384 bound=new
      gpt-4.1             out=32768 bound=new
      gpt-4.5             out=16384 bound=new
      gpt-4o-2024-05-13   out=4096 bound=new
      gpt-4o*             out=16384 bound=new
      chatgpt-4o*         out=16384 bound=new
      gpt-4-turbo         out=4096 bound=new
      gpt-4-1106          out=4096 bound=new
      gpt-4-0125          out=4096 bound=new
      gpt-4-vision        out=4096 bound=new
      gpt-4-32k           bound=new
      gpt-4               out=8192 bound=new
      gpt-5-chat          out=16384 bound=new
      gpt-5.1-chat        out=16384 bound=new sample=none stops=0
      gpt-5.2-chat        out=16384 bound=new sample=none stops=0
      gpt-5.3-chat        out=16384 bound=new sample=none stops=0
      gpt-5-codex         out=128000 bound=new sample=none stops=0 effort=low,medium,high
      gpt-5-pro           out=272000 bound=new sample=none stops=0 effort=high
      gpt-5.1-codex-max   out=128000 bound=new sample=none stops=0 effort=low,medium,high,xhigh
      gpt-5.1-codex       out=128000 bound=new sample=none stops=0 effort=low,medium,high
      gpt-5.1             out=128000 bound=new sample=none stops=0 effort=none,low,medium,high
      gpt-5.2-codex       out=128000 bound=new sample=none stops=0 effort=low,medium,high,xhigh
      gpt-5.2-pro         out=128000 bound=new sample=none stops=0 effort=medium,high,xhigh
      gpt-5.3-codex       out=128000 bound=new sample=none stops=0 effort=low,medium,high,xhigh
      gpt-5.2             out=128000 bound=new sample=none stops=0 effort=none,low,medium,high,xhigh
      gpt-5.3             out=128000 bound=new sample=none stops=0 effort=none,low,medium,high,xhigh
      gpt-5.4             out=128000 bound=new sample=none stops=0 effort=none,low,medium,high,xhigh
      gpt-5.5             out=128000 bound=new sample=none stops=0 effort=none,low,medium,high,xhigh
      gpt-5.6             bound=new sample=none stops=0 effort=low,medium,high
      gpt-5.7             bound=new sample=none stops=0 effort=low,medium,high
      gpt-5.8             bound=new sample=none stops=0 effort=low,medium,high
      gpt-5.9             bound=new sample=none stops=0 effort=low,medium,high
      gpt-5               out=128000 bound=new sample=none stops=0 effort=minimal,low,medium,high
      gpt-6*              bound=new sample=none stops=0 effort=low,medium,high
      gpt-7*              bound=new sample=none stops=0 effort=low,medium,high
      codex-mini*         bound=new sample=none stops=0 effort=low,medium,high parallel=no
      o1-mini             out=65536 bound=new sample=none stops=0 parallel=no
      o1-preview          out=32768 bound=new sample=none stops=0 parallel=no
      o1                  out=100000 bound=new sample=none effort=low,medium,high parallel=no
      o3-mini             out=100000 bound=new sample=none effort=low,medium,high parallel=no
      o3                  out=100000 bound=new sample=none stops=0 effort=low,medium,high parallel=no
      o4-mini             out=100000 bound=new sample=none stops=0 effort=low,medium,high parallel=no
      o4                  bound=new sample=none stops=0 effort=low,medium,high parallel=no

      nova-2              effort=low,medium,high
      deepseek-v4         effort=low,high,max back=always
      deepseek            back=always
      kimi                back=always
      moonshot            back=always
      glm                 back=known
      minimax             back=known
      mimo                back=always
      mistral             user=0
      ministral           user=0
      magistral           user=0
      codestral           user=0
      devstral            user=0
      pixtral             user=0
      mixtral             user=0
      grok-3-mini         stops=0 effort=low,high
      grok-4.1            stops=0
      grok-4              stops=0
      grok-code           stops=0
      gemini-2.5-flash    out=65536 effort=none,low,medium,high
      gemini-2.5          out=65536 effort=low,medium,high
      gemini-3            out=65536 effort=low,high back=signed
      """;

  private static final Model UNKNOWN = row("", "");

  private static final List<Entry> ENTRIES = read();

  private ModelTable() {}

  private record Entry(String word, boolean open, Model model) {

    boolean in(String name) {
      for (var at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
        var end = at + word.length();
        if ((at == 0 || !isWord(name.charAt(at - 1)))
            && (open || end == name.length() || !isWord(name.charAt(end)))) {
          return true;
        }
      }
      return false;
    }
  }

  static Model find(String model) {
    var name = plain(model);
    for (var entry : ENTRIES) {
      if (entry.in(name)) {
        return entry.model;
      }
    }
    return UNKNOWN;
  }

  private static List<Entry> read() {
    var entries = new ArrayList<Entry>();
    for (var line : ROWS.lines().filter(text -> !text.isBlank()).toList()) {
      var space = line.indexOf(' ');
      var pattern = line.substring(0, space);
      var open = pattern.endsWith("*");
      var word = open ? pattern.substring(0, pattern.length() - 1) : pattern;
      entries.add(new Entry(plain(word), open, row(word, line.substring(space).strip())));
    }
    return List.copyOf(entries);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('.', '-').replace('_', '-');
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static Model row(String family, String text) {
    var given = new HashMap<String, String>();
    for (var pair : text.isEmpty() ? new String[0] : text.split(" +", -1)) {
      var sign = pair.indexOf('=');
      given.put(pair.substring(0, sign), pair.substring(sign + 1));
    }
    var model =
        new Model(
            family,
            new Model.Output(number(given, "out", 0), is(given, "bound", "new", false)),
            new Model.Sampling(
                Model.Temperature.valueOf(word(given, "sample", "BOTH")),
                is(given, "top-k", "yes", false),
                number(given, "stops", 4),
                number(given, "user", 64)),
            thinking(given),
            new Model.Calls(is(given, "forced", "yes", true), is(given, "parallel", "yes", true)),
            new Model.Turns(
                is(given, "mid-system", "yes", false),
                is(given, "prefill", "yes", true),
                Model.Back.valueOf(word(given, "back", "NO"))));
    if (!given.isEmpty()) {
      throw new IllegalStateException("no such column: " + given.keySet());
    }
    return model;
  }

  private static Model.Thinking thinking(Map<String, String> given) {
    var ways = Set.of(word(given, "think", "").split(",", -1));
    var efforts = EnumSet.noneOf(Level.class);
    for (var name : word(given, "effort", "").split(",", -1)) {
      if (!name.isEmpty()) {
        efforts.add(Level.valueOf(name));
      }
    }
    return new Model.Thinking(
        ways.contains("ADAPTIVE"),
        ways.contains("BUDGET"),
        Model.Off.valueOf(word(given, "off", "DISABLED")),
        efforts);
  }

  private static String word(Map<String, String> given, String column, String other) {
    var value = given.remove(column);
    return value == null ? other : value.toUpperCase(Locale.ROOT);
  }

  private static int number(Map<String, String> given, String column, int other) {
    var value = given.remove(column);
    return value == null ? other : Integer.parseInt(value);
  }

  private static boolean is(Map<String, String> given, String column, String word, boolean other) {
    var value = given.remove(column);
    return value == null ? other : value.equals(word);
  }
}
