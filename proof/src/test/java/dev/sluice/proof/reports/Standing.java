package dev.sluice.proof.reports;

import java.util.Map;
import java.util.Optional;

/** Where cases stand that are not simply right. */
final class Standing {

  /** Not right yet, by the line of the issue that mends them. May only shrink. */
  static final Map<Integer, String> OPEN =
      Map.ofEntries(
          Map.entry(13, "M7"),
          Map.entry(22, "M6"),
          Map.entry(23, "M6"),
          Map.entry(25, "M8"),
          Map.entry(35, "M7"),
          Map.entry(65, "M10"),
          Map.entry(66, "M10"),
          Map.entry(76, "M9"),
          Map.entry(85, "M9"),
          Map.entry(87, "M9"),
          Map.entry(95, "M10"),
          Map.entry(101, "M10"),
          Map.entry(103, "M2"),
          Map.entry(117, "M8"),
          Map.entry(118, "M8"),
          Map.entry(127, "M7"),
          Map.entry(134, "M8"),
          Map.entry(141, "M8"),
          Map.entry(143, "M8"),
          Map.entry(144, "M10"),
          Map.entry(155, "M10"),
          Map.entry(157, "M9"),
          Map.entry(168, "M9"),
          Map.entry(175, "M6"),
          Map.entry(182, "M7"),
          Map.entry(185, "M9"),
          Map.entry(194, "M10"));

  /** Right in a later issue; until then the gateway says plainly what it does not do. */
  static final Map<Integer, String> PLANNED =
      Map.of(
          93, "Every dialect: images in tool results",
          96, "Every dialect: cache_control towards Bedrock",
          105, "Every dialect: answers in a given format");

  /** Where the report asks for more than is right. */
  static final Map<Integer, String> JUDGED =
      Map.of(
          32,
          "a count that the provider has not given is not guessed: message_start says 0, the real"
              + " count comes in message_delta, and the SDKs read it there",
          59,
          "any answer counts as a sign of life");

  private Standing() {}

  static Optional<String> open(int number) {
    return Optional.ofNullable(OPEN.get(number));
  }

  /** The outcome of a case whose runs all hold. */
  static String outcome(int number) {
    if (PLANNED.containsKey(number)) {
      return "planned: " + PLANNED.get(number);
    }
    return JUDGED.containsKey(number) ? "ok, judged: " + JUDGED.get(number) : "ok";
  }
}
