package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Chain;
import dev.sluice.lab.answer.Event;
import dev.sluice.lab.script.Answer;
import dev.sluice.lab.script.Part;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Text that is not what its encoding promises: row u28. */
final class BadText {
  private static final String FIRST = "@@1@@";
  private static final String SECOND = "@@2@@";

  private BadText() {}

  /** The answer with marks in its first text where the bad bytes go. */
  static Answer mark(Answer answer) {
    var parts = new ArrayList<Part>();
    var marked = false;
    for (var part : answer.parts()) {
      if (!marked && part instanceof Part.Text text && text.pieces().size() > 2) {
        var pieces = new ArrayList<>(text.pieces());
        pieces.addAll(2, List.of(FIRST, SECOND));
        parts.add(new Part.Text(pieces));
        marked = true;
      } else {
        parts.add(part);
      }
    }
    return new Answer(parts, answer.stop(), answer.stopSequence(), answer.counts());
  }

  static Iterator<Event> events(Scene scene, Iterator<Event> events) {
    var bad = bad(scene.script().variant());
    return new Chain<Event>()
        .addEach(
            Events.all(events),
            event ->
                Events.text(event.bytes()).contains("@@")
                    ? Events.rewrite(scene.ask().protocol(), event, text -> replace(text, bad))
                    : event);
  }

  static byte[] body(Scene scene, byte[] body) {
    return Events.bytes(replace(Events.text(body), bad(scene.script().variant())));
  }

  private static String replace(String text, Map<String, String> bad) {
    return text.replace(FIRST, bad.getOrDefault(FIRST, ""))
        .replace(SECOND, bad.getOrDefault(SECOND, ""));
  }

  private static Map<String, String> bad(int variant) {
    return switch (variant) {
      case 2 -> Map.of(FIRST, "\u00c0\u00af", SECOND, "-");
      case 3 -> Map.of(FIRST, "\\ud800", SECOND, "-");
      case 4 -> Map.of(FIRST, "\\ud83e", SECOND, "\\uddea");
      case 5 -> Map.of(FIRST, "\u00ed\u00a0\u0080", SECOND, "-");
      case 6 -> Map.of(FIRST, "\u00e6\u0097", SECOND, "\u00a5");
      default -> Map.of(FIRST, "\u00ff\u00fe", SECOND, "-");
    };
  }
}
