package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Chain;
import dev.sluice.lab.answer.Event;
import dev.sluice.lab.answer.Event.Kind;
import dev.sluice.lab.fault.Step.Body;
import dev.sluice.lab.fault.Step.Cut;
import dev.sluice.lab.fault.Step.End;
import dev.sluice.lab.fault.Step.Hold;
import dev.sluice.lab.fault.Step.Pause;
import dev.sluice.lab.fault.Step.Reset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Faults in how a stream is sent: resets, ends, stalls; framing is {@link HttpFaults}'s. */
final class WireFaults {
  private static final long MILLI = 1_000_000L;
  // so that what was sent is read before the reset throws it away
  private static final Pause SETTLE = new Pause(30 * MILLI);
  private static final long STALL_MILLIS = 31_000;
  private static final long PINGS_MILLIS = 150_000;
  private static final long PING_MILLIS = 100;

  private WireFaults() {}

  static Iterator<Step> stream(Scene scene, Reply.Streamed reply) {
    var pause = scene.line().pauseNanos();
    var events = reply.events();
    var steps = new Chain<Step>();
    return switch (scene.script().row()) {
      case "u5" -> steps.add(new Reset());
      case "u6" -> steps.add(Plan.head(reply)).add(SETTLE).add(new Reset());
      case "u7" -> resetInEvent(scene, reply);
      case "u8" -> endless(scene, reply);
      case "u10" -> held(scene, steps).addAll(Plan.steps(scene, reply));
      case "u11" -> {
        steps.add(Plan.head(reply));
        if (scene.script().variant() == 2 && events.hasNext()) {
          steps.add(new Body(events.next().bytes(), true));
        }
        yield held(scene, steps).addAll(new Paced(events, pause)).add(new End());
      }
      case "u12" ->
          opened(scene, reply)
              .add(new Pause(scene.script().letter("ms", STALL_MILLIS) * MILLI))
              .addAll(new Paced(events, pause))
              .add(new End());
      case "u13" ->
          opened(scene, reply)
              .addAll(pings(scene, scene.voice().ping(scene.script().variant())))
              .addAll(new Paced(events, pause))
              .add(new End());
      default -> HttpFaults.stream(scene, reply);
    };
  }

  /** Head and the events before the fault strikes. */
  static Chain<Step> opened(Scene scene, Reply.Streamed reply) {
    var head = Events.take(reply.events(), scene.content());
    return new Chain<Step>()
        .add(Plan.head(reply))
        .addAll(new Paced(head.iterator(), scene.line().pauseNanos()));
  }

  /** Nothing: for letter ms, else for ever. */
  static Chain<Step> held(Scene scene, Chain<Step> steps) {
    var millis = scene.script().letter("ms", 0);
    return steps.add(millis > 0 ? new Pause(millis * MILLI) : new Hold());
  }

  /** Signs of life without content, one each letter i, for letter ms. */
  static Iterator<Step> pings(Scene scene, Event ping) {
    var every = Math.max(1, scene.script().letter("i", PING_MILLIS));
    var count = scene.script().letter("ms", PINGS_MILLIS) / every;
    var steps = new ArrayList<Step>();
    for (var i = 0L; i < count; i++) {
      steps.add(new Pause(every * MILLI));
      steps.add(new Body(ping.bytes(), true));
    }
    return steps.iterator();
  }

  private static Iterator<Step> resetInEvent(Scene scene, Reply.Streamed reply) {
    var steps = opened(scene, reply);
    var rest = Events.all(reply.events());
    var variant = scene.script().variant();
    for (var event : rest) {
      var at = variant == 2 ? midCharacter(event.bytes()) : event.bytes().length / 2;
      if (at > 0 && event.kind() == Kind.CONTENT) {
        var half = Arrays.copyOf(event.bytes(), at);
        return lastWords(scene, steps, half, event.bytes().length).add(SETTLE).add(new Reset());
      }
      steps.add(new Body(event.bytes(), true));
    }
    return steps.add(SETTLE).add(new Reset());
  }

  // variant 3: the chunk's size promises the whole event
  private static Chain<Step> lastWords(Scene scene, Chain<Step> steps, byte[] half, int promised) {
    if (scene.script().variant() == 3 && !scene.line().http2()) {
      var size = Events.utf8(Integer.toHexString(promised) + "\r\n");
      return steps.add(new Step.Raw(size)).add(new Step.Raw(half));
    }
    return steps.add(new Body(half, true));
  }

  private static int midCharacter(byte[] bytes) {
    for (var i = 0; i < bytes.length; i++) {
      if ((bytes[i] & 0xc0) == 0xc0) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Iterator<Step> endless(Scene scene, Reply.Streamed reply) {
    var variant = scene.script().variant();
    List<Event> sent =
        variant == 2
            ? Events.take(reply.events(), scene.content())
            : Events.all(reply.events()).stream()
                .filter(event ->
                    event.kind() != Kind.END && (variant == 3 || event.kind() != Kind.FINISH))
                .toList();
    return new Chain<Step>()
        .add(Plan.head(reply))
        .addAll(new Paced(sent.iterator(), scene.line().pauseNanos()))
        .add(variant == 4 ? new Cut() : new End());
  }
}
