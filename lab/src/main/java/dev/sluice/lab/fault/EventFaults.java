package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Chain;
import dev.sluice.lab.answer.Event;
import dev.sluice.lab.answer.Event.Kind;
import dev.sluice.lab.ask.Protocol;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Faults within the events of a stream: rows u25, u26, u28 to u33, u34-v1, u37-v4. */
final class EventFaults {
  static final String MESSAGE = "The lab failed on purpose";

  private EventFaults() {}

  static Iterator<Event> apply(Scene scene, Iterator<Event> events) {
    var variant = scene.script().variant();
    return switch (scene.script().row()) {
      case "u25" -> failing(scene, events, variant, MESSAGE);
      case "u26" -> damaged(scene, events);
      case "u28" -> BadText.events(scene, events);
      case "u29" -> OddEvents.lines(scene, events);
      case "u30" -> OddEvents.json(scene, events);
      case "u32" -> OddEvents.usage(scene, events);
      case "u31" -> disordered(scene, events);
      case "u33" -> ends(scene, events);
      case "u34" -> variant == 1 ? repeated(events) : events;
      case "u37" -> failing(scene, events, 1, "Key " + scene.line().credential() + " failed");
      default -> events;
    };
  }

  private static Iterator<Event> failing(
      Scene scene, Iterator<Event> events, int variant, String message) {
    return new Chain<Event>()
        .addAll(Events.take(events, scene.content()).iterator())
        .add(scene.voice().failure(variant, message, scene.ids()));
  }

  private static Iterator<Event> damaged(Scene scene, Iterator<Event> events) {
    var head = Events.take(events, scene.content());
    var variant = scene.script().variant();
    if (scene.ask().protocol() == Protocol.CONVERSE) {
      return new Chain<Event>().addAll(head.iterator()).addAll(BadFrames.damage(variant, events));
    }
    var chat = scene.ask().protocol() == Protocol.CHAT;
    var bad =
        switch (variant) {
          case 2 -> chat ? "data: not json\n\n" : "event: content_block_delta\ndata: not json\n\n";
          case 3 -> chat ? "data: []\n\n" : "event: ping\ndata: {\"type\":\n\n";
          default ->
              chat
                  ? "data: {\"id\":\"chatcmpl-bad\",\"choices\":[{\"index\":0,\"delta\":{\"con\n\n"
                  : "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"ind\n\n";
        };
    return new Chain<Event>()
        .addAll(head.iterator())
        .add(new Event(Kind.BETWEEN, Events.utf8(bad)))
        .addAll(events);
  }

  private static Iterator<Event> disordered(Scene scene, Iterator<Event> events) {
    return switch (scene.script().variant()) {
      case 2 -> early(scene, events);
      case 3 -> {
        var start = events.next();
        yield new Chain<Event>().add(start).add(start).addAll(events);
      }
      case 4 ->
          new Chain<Event>()
              .addAll(Events.take(events, scene.content()).iterator())
              .add(Events.unknown(scene.ask().protocol()))
              .addAll(events);
      case 6 ->
          mapped(scene, events, json -> json.replaceFirst("\\{", "{\"lab_unknown\":{\"n\":1},"));
      case 5 -> mapped(scene, events, json -> json.replaceAll("(ndex\":)\\d+", "$1-1"));
      default -> mapped(scene, events, json -> json.replaceAll("(ndex\":)0", "$17"));
    };
  }

  // a delta before what opens it
  private static Iterator<Event> early(Scene scene, Iterator<Event> events) {
    var head = Events.take(events, 1);
    return switch (scene.ask().protocol()) {
      case CHAT -> {
        var content = head.removeLast();
        yield new Chain<Event>().add(content).addAll(head.iterator()).addAll(events);
      }
      case MESSAGES -> {
        head.removeIf(event -> Events.text(event.bytes()).contains("content_block_start"));
        yield new Chain<Event>().addAll(head.iterator()).addAll(events);
      }
      case CONVERSE ->
          new Chain<Event>().addAll(head.iterator()).add(BadFrames.strayArguments()).addAll(events);
    };
  }

  private static Iterator<Event> mapped(
      Scene scene, Iterator<Event> events, UnaryOperator<String> change) {
    return new Chain<Event>()
        .addEach(
            Events.all(events),
            event ->
                Events.text(event.bytes()).contains("[DONE]")
                    ? event
                    : Events.rewrite(scene.ask().protocol(), event, change));
  }

  private static Iterator<Event> ends(Scene scene, Iterator<Event> events) {
    var all = new ArrayList<>(Events.all(events));
    switch (scene.script().variant()) {
      case 2 -> reason(scene, all, json -> json.replaceAll(REASON, "$1\"lab_because\""));
      case 3 -> all.removeIf(event -> event.kind() == Kind.CONTENT || event.kind() == Kind.BETWEEN);
      case 4 -> all.clear();
      case 5 -> all.removeIf(event -> event.kind() == Kind.FINISH);
      default -> {
        var nothing = scene.ask().protocol() == Protocol.CONVERSE ? "" : "$1null";
        reason(
            scene, all, json -> json.replaceAll(REASON + (nothing.isEmpty() ? ",?" : ""), nothing));
      }
    }
    return all.iterator();
  }

  static final String REASON = "(\"(?:finish_reason|stop_reason|stopReason)\":)\"[a-z_]+\"";

  private static void reason(Scene scene, List<Event> all, UnaryOperator<String> change) {
    all.replaceAll(event ->
        event.kind() == Kind.FINISH
            ? Events.rewrite(scene.ask().protocol(), event, change)
            : event);
  }

  private static Iterator<Event> repeated(Iterator<Event> events) {
    var all = new ArrayList<>(Events.all(events));
    var again = all.stream().filter(event -> event.kind() == Kind.CONTENT).limit(1).toList();
    all.addAll(again);
    all.add(all.get(all.size() - 1 - again.size()));
    return all.iterator();
  }
}
