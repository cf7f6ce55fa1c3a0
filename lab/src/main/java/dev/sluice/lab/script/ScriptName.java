package dev.sluice.lab.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model name read as a script: {@code lab-<scenario>[-<row>][-<letters><number>...]}. What stands
 * before the last slash and from the first colon on is ignored. Replays are {@code
 * lab-replay-<fixture>[--<row>][-<letters><number>...]}, the fixture's slash written as underscore.
 */
public record ScriptName(
    String scenario, String row, Map<String, Long> letters, String fixture, String problem) {
  /** The scenarios. */
  public static final Set<String> SCENARIOS =
      Set.of(
          "text",
          "tool",
          "tools2",
          "toolnoargs",
          "reasoning",
          "redacted",
          "reasontool",
          "usage",
          "length",
          "stop",
          "schema",
          "echo",
          "refusal",
          "empty",
          "big",
          "replay",
          "s400",
          "s401",
          "s403",
          "s404",
          "s408",
          "s409",
          "s413",
          "s422",
          "s424",
          "s429",
          "s500",
          "s502",
          "s503",
          "s504",
          "s529");

  /** The fault rows. */
  public static final Set<String> ROWS =
      Set.of(
          "u5", "u6", "u7", "u8", "u10", "u11", "u12", "u13", "u14", "u15", "u16", "u17", "u19",
          "u20", "u21", "u22", "u25", "u26", "u27", "u28", "u29", "u30", "u31", "u32", "u33", "u34",
          "u35", "u37", "u38");

  /** The letters that may carry a number. */
  public static final Set<String> LETTERS =
      Set.of("n", "k", "r", "ms", "c", "v", "i", "t", "x", "m");

  private static final String PREFIX = "lab-";
  private static final String REPLAY = "replay-";

  public ScriptName {
    letters = Map.copyOf(letters);
  }

  /** The script of a model name, or empty where the name is no script's. */
  public static Optional<ScriptName> parse(String model) {
    var name = model.substring(model.lastIndexOf('/') + 1);
    var colon = name.indexOf(':');
    if (colon >= 0) {
      name = name.substring(0, colon);
    }
    if (!name.startsWith(PREFIX)) {
      return Optional.empty();
    }
    name = name.substring(PREFIX.length());
    if (name.startsWith(REPLAY)) {
      return Optional.of(replay(name.substring(REPLAY.length())));
    }
    var parts = name.split("-", 2);
    var rest = parts.length > 1 ? parts[1] : "";
    var problem = SCENARIOS.contains(parts[0]) ? "" : "unknown scenario " + parts[0];
    return Optional.of(read(parts[0], rest, "", problem));
  }

  /** A replay of the fixture, with row and letters after a double dash. */
  public static ScriptName replay(String fixtureAndLetters) {
    var parts = fixtureAndLetters.split("--", 2);
    return read("replay", parts.length > 1 ? parts[1] : "", parts[0], "");
  }

  private static ScriptName read(String scenario, String rest, String fixture, String unknown) {
    var row = "";
    var problem = unknown;
    var letters = new LinkedHashMap<String, Long>();
    for (var part : rest.isEmpty() ? new String[0] : rest.split("-", -1)) {
      var digits = digitsFrom(part);
      var letter = part.substring(0, digits);
      if (letter.equals("u")) {
        row = part;
        problem = ROWS.contains(part) ? problem : "unknown row " + part;
      } else if (LETTERS.contains(letter) && digits < part.length() && part.length() < 18) {
        letters.put(letter, Long.valueOf(part.substring(digits)));
      } else {
        problem = "unknown part " + part;
      }
    }
    return new ScriptName(scenario, row, letters, fixture, problem);
  }

  private static int digitsFrom(String part) {
    var at = part.length();
    while (at > 0 && part.charAt(at - 1) >= '0' && part.charAt(at - 1) <= '9') {
      at--;
    }
    return at;
  }

  /** The number of that letter, else {@code otherwise}. */
  public long letter(String letter, long otherwise) {
    return letters.getOrDefault(letter, otherwise);
  }

  /** The number of that letter as an int. */
  public int count(String letter, int otherwise) {
    return (int) Math.min(Integer.MAX_VALUE, letter(letter, otherwise));
  }

  /** The variant of the row: letter v, 1 where absent. */
  public int variant() {
    return count("v", 1);
  }
}
