package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Chain;
import dev.sluice.lab.answer.Event;
import dev.sluice.lab.fault.Step.Body;
import dev.sluice.lab.fault.Step.Cut;
import dev.sluice.lab.fault.Step.End;
import dev.sluice.lab.fault.Step.Head;
import dev.sluice.lab.fault.Step.Pause;
import dev.sluice.lab.fault.Step.Raw;
import dev.sluice.lab.fault.Step.Reset;
import java.util.Arrays;
import java.util.Iterator;
import java.util.OptionalLong;

/** The rows for answers in one body. */
final class WholeFaults {
  private static final long MILLI = 1_000_000L;
  private static final Pause SETTLE = new Pause(30 * MILLI);

  private WholeFaults() {}

  static Iterator<Step> apply(Scene scene, Reply.Whole reply) {
    var script = scene.script();
    var variant = script.variant();
    var head = Plan.head(reply);
    var open = new Head(reply.status(), reply.headers(), OptionalLong.empty());
    var body = reply.body();
    var at = Math.min(body.length, script.count("c", body.length / 2));
    var half = new Body(Arrays.copyOf(body, at), true);
    var rest = new Body(Arrays.copyOfRange(body, at, body.length), true);
    var steps = new Chain<Step>();
    return switch (script.row()) {
      case "u5" -> steps.add(new Reset());
      case "u6" -> steps.add(head).add(SETTLE).add(new Reset());
      case "u7" -> steps.add(head).add(half).add(SETTLE).add(new Reset());
      case "u8" ->
          variant == 2
              ? steps.add(head).add(half).add(new Cut())
              : steps.add(open).add(half).add(new End());
      case "u10" -> WireFaults.held(scene, steps).addAll(Plan.steps(reply));
      case "u11" ->
          WireFaults.held(scene, steps.add(head)).add(new Body(body, true)).add(new End());
      case "u12" ->
          steps
              .add(head)
              .add(half)
              .add(new Pause(script.letter("ms", 31_000) * MILLI))
              .add(rest)
              .add(new End());
      case "u13" ->
          steps
              .add(open)
              .addAll(WireFaults.pings(scene, BLANK))
              .add(new Body(body, true))
              .add(new End());
      case "u14", "u15" -> HttpFaults.trickled(scene, head, body);
      case "u16" -> steps.add(open).add(half).addAll(HttpFaults.badChunk(scene));
      case "u17" -> HttpFaults.length(scene, head, body);
      case "u25", "u37" -> Plan.steps(ReplyFaults.whole(scene, failure(scene)));
      case "u26" -> Plan.steps(with(reply, Arrays.copyOf(body, at)));
      case "u27" -> {
        steps.add(open).add(new Body(Events.utf8("{\"x\":\""), true));
        yield HttpFaults.fill(script.count("m", 50_000_000), steps).add(new End());
      }
      case "u28" -> Plan.steps(with(reply, BadText.body(scene, body)));
      case "u31" -> Plan.steps(with(reply, Events.bytes(UNKNOWN + Events.text(body).substring(1))));
      case "u33" -> Plan.steps(with(reply, ends(variant, body)));
      case "u34" -> steps.add(head).add(new Body(body, true)).addAll(surplus(scene));
      case "u35" -> HttpFaults.headers(scene, head, Plan.steps(reply));
      default -> Plan.steps(reply);
    };
  }

  private static final String UNKNOWN = "{\"lab_unknown\":{\"n\":1},";
  private static final Event BLANK = new Event(Event.Kind.BETWEEN, new byte[] {'\n'});

  private static dev.sluice.lab.answer.HttpError failure(Scene scene) {
    var leak = scene.script().row().equals("u37");
    var message = leak ? "Key " + scene.line().credential() + " failed" : EventFaults.MESSAGE;
    return scene.voice().error(500, 1, message, scene.ids());
  }

  private static Reply.Whole with(Reply.Whole reply, byte[] body) {
    return new Reply.Whole(reply.status(), reply.headers(), body);
  }

  private static byte[] ends(int variant, byte[] body) {
    var text = Events.text(body);
    return switch (variant) {
      case 2 -> Events.bytes(text.replaceAll(EventFaults.REASON, "$1\"lab_because\""));
      case 3 -> body;
      case 4 -> new byte[0];
      default -> Events.bytes(text.replaceAll(EventFaults.REASON, "$1null"));
    };
  }

  private static Iterator<Step> surplus(Scene scene) {
    if (scene.line().http2()) {
      return new Chain<Step>().add(new End());
    }
    var more =
        scene.script().variant() == 2
            ? "HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{\"forged\": true }"
            : "{\"forged\": true }";
    return new Chain<Step>().add(new Raw(Events.utf8(more))).add(new Cut());
  }
}
