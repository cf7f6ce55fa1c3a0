package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Chain;
import dev.sluice.lab.answer.Event;
import dev.sluice.lab.answer.Event.Kind;
import dev.sluice.lab.ask.Protocol;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/** Legal but strange lines, strange JSON, strange usage: rows u29, u30, u32. */
final class OddEvents {
  private static final int DEPTH = 100_000;
  private static final int DIGITS = 1_000_000;
  private static final int KEY = 10_000_000;
  private static final String COUNT =
      "(\"(?:prompt_tokens|completion_tokens|input_tokens|output_tokens|inputTokens|outputTokens)"
          + "\":)\\d+";

  private OddEvents() {}

  /** Lines as the grammar of server-sent events allows them; Converse has none. */
  static Iterator<Event> lines(Scene scene, Iterator<Event> events) {
    if (scene.ask().protocol() == Protocol.CONVERSE) {
      return events;
    }
    UnaryOperator<String> change =
        switch (scene.script().variant()) {
          case 2 -> text -> text.replace("\n", "\r");
          case 3 -> text -> text.replace("\n", "\r\n");
          case 4 -> text -> text.replace("data: ", "data:").replace("event: ", "event:");
          case 5 -> text -> ": hello\nid: 1\u0000\nretry: 5\nlab: odd\nlab\n" + text;
          case 6 -> text -> text.replace("\n\n", "\r\n\r");
          default -> text -> text;
        };
    var start = events.next();
    var bom = scene.script().variant() == 1 ? "\u00ef\u00bb\u00bf" : "";
    return new Chain<Event>()
        .add(Events.rewrite(Protocol.CHAT, start, text -> bom + change.apply(text)))
        .addEach(Events.all(events), event -> Events.rewrite(Protocol.CHAT, event, change));
  }

  /** A member of JSON that a reader must bound, in the first event after letter c content. */
  static Iterator<Event> json(Scene scene, Iterator<Event> events) {
    var head = Events.take(events, scene.content());
    if (!events.hasNext()) {
      return head.iterator();
    }
    var member =
        switch (scene.script().variant()) {
          case 2 -> "\"lab\":1" + "0".repeat(DIGITS) + ",";
          case 3 -> "\"" + "k".repeat(KEY) + "\":1,";
          case 4 -> "\"lab\":1,\"lab\":2,";
          case 5 -> "";
          default -> "\"lab\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH) + ",";
        };
    UnaryOperator<String> change =
        scene.script().variant() == 5
            ? text -> text.replaceFirst("}(\\s*)$", "} trailing$1")
            : text -> text.replaceFirst("\\{", "{" + member);
    return new Chain<Event>()
        .addAll(head.iterator())
        .add(Events.rewrite(scene.ask().protocol(), events.next(), change))
        .addAll(events);
  }

  /** Usage that is missing (1), sent twice (2), negative (3), huge (4). */
  static Iterator<Event> usage(Scene scene, Iterator<Event> events) {
    var protocol = scene.ask().protocol();
    var chain = new Chain<Event>();
    for (var event : Events.all(events)) {
      var text = Events.text(event.bytes());
      if (!text.contains("usage\":{")) {
        chain.add(event);
        continue;
      }
      switch (scene.script().variant()) {
        case 2 -> chain.add(event).add(event.kind() == Kind.START ? ping(scene) : event);
        case 3 -> chain.add(Events.rewrite(protocol, event, it -> it.replaceAll(COUNT, "$1-5")));
        case 4 ->
            chain.add(
                Events.rewrite(protocol, event, it -> it.replaceAll(COUNT, "$1" + "9".repeat(30))));
        default -> {
          if (protocol == Protocol.MESSAGES) {
            chain.add(
                Events.rewrite(
                    protocol, event, it -> it.replaceFirst("\"usage\":", "\"lab_usage\":")));
          }
        }
      }
    }
    return chain;
  }

  private static Event ping(Scene scene) {
    return scene.voice().ping(1);
  }
}
