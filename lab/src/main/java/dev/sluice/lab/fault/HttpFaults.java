package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Chain;
import dev.sluice.lab.answer.Event;
import dev.sluice.lab.answer.Header;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.aws.EventFrame;
import dev.sluice.lab.fault.Step.Body;
import dev.sluice.lab.fault.Step.Cut;
import dev.sluice.lab.fault.Step.End;
import dev.sluice.lab.fault.Step.Head;
import dev.sluice.lab.fault.Step.Pause;
import dev.sluice.lab.fault.Step.Raw;
import dev.sluice.lab.fault.Step.Reset;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** Faults in HTTP itself: rows u14 to u17, u27, u34-v2, u35. */
final class HttpFaults {
  private static final long MILLI = 1_000_000L;
  private static final int BLOCK = 64 << 10;
  private static final int HUGE = 50_000_000;
  private static final int BIG_FRAME = 17 << 20;
  private static final int LINES = 1_000_000;

  private HttpFaults() {}

  static Iterator<Step> stream(Scene scene, Reply.Streamed reply) {
    return switch (scene.script().row()) {
      case "u14", "u15" -> trickled(scene, Plan.head(reply), joined(reply.events()));
      case "u16" -> WireFaults.opened(scene, reply).addAll(badChunk(scene));
      case "u17" -> length(scene, Plan.head(reply), joined(reply.events()));
      case "u27" -> huge(scene, reply);
      case "u34" -> again(scene, Plan.steps(scene, reply));
      case "u35" -> headers(scene, Plan.head(reply), Plan.steps(scene, reply));
      default -> Plan.steps(scene, reply);
    };
  }

  /** The body byte by byte: u15 at once, u14 one each letter ms (1). */
  static Iterator<Step> trickled(Scene scene, Head head, byte[] body) {
    var slow = scene.script().row().equals("u14");
    var pause = new Pause(scene.script().letter("ms", 1) * MILLI);
    var bytes = new ArrayList<Integer>();
    for (var i = 0; i < body.length; i++) {
      bytes.add(i);
    }
    var steps =
        new Chain<Step>().add(new Head(head.status(), head.headers(), OptionalLong.empty()));
    for (var index : bytes) {
      if (slow) {
        steps.add(pause);
      }
      steps.addAll(single(scene, body[index]));
    }
    return steps.add(new End());
  }

  // each byte of the chunk's framing is a segment of its own, too
  private static Iterator<Step> single(Scene scene, byte b) {
    if (scene.line().http2()) {
      return List.<Step>of(new Body(new byte[] {b}, false)).iterator();
    }
    var framed = new byte[] {'1', '\r', '\n', b, '\r', '\n'};
    var steps = new ArrayList<Step>();
    for (var each : framed) {
      steps.add(new Raw(new byte[] {each}));
    }
    return steps.iterator();
  }

  /** A chunk that breaks the rules, and then a good one as if nothing were. */
  static Iterator<Step> badChunk(Scene scene) {
    if (scene.line().http2()) {
      return List.<Step>of(new Reset()).iterator();
    }
    var bad =
        switch (scene.script().variant()) {
          case 2 -> "-5\r\nhello\r\n";
          case 3 -> "fffffffffffffffff\r\nhello\r\n";
          case 4 -> "5;x=" + "y".repeat(1 << 20) + "\r\nhello\r\n";
          case 5 -> "5\r\nhello5\r\nworld\r\n";
          default -> "zz\r\nhello\r\n";
        };
    return new Chain<Step>()
        .add(new Raw(Events.utf8(bad)))
        .add(new Raw(Events.utf8("5\r\nagain\r\n0\r\n\r\n")))
        .add(new Cut());
  }

  /** Content-Length shorter (1) or longer (2) than the body, or beside chunks (3). */
  static Iterator<Step> length(Scene scene, Head head, byte[] body) {
    if (scene.line().http2()) {
      return List.<Step>of(head, new Body(body, true), new Reset()).iterator();
    }
    var steps = new Chain<Step>();
    switch (scene.script().variant()) {
      case 2 -> steps.add(sized(head, body.length + 100L)).add(new Body(body, true));
      case 3 -> {
        var headers = new ArrayList<>(head.headers());
        headers.add(new Header("content-length", Integer.toString(body.length)));
        steps.add(new Head(head.status(), headers, OptionalLong.empty()));
        steps.add(new Body(body, true)).add(new Raw(Events.utf8("0\r\n\r\n")));
      }
      default -> steps.add(sized(head, body.length / 2)).add(new Body(body, true));
    }
    return steps.add(new Cut());
  }

  private static Head sized(Head head, long length) {
    return new Head(head.status(), head.headers(), OptionalLong.of(length));
  }

  private static Iterator<Step> huge(Scene scene, Reply.Streamed reply) {
    var steps = WireFaults.opened(scene, reply);
    var variant = scene.script().variant();
    if (scene.ask().protocol() == Protocol.CONVERSE) {
      var frame = variant == 2 ? bigFrame() : hugeFrame(scene.script().count("m", HUGE));
      return blocks(frame, steps).add(new End());
    }
    if (variant == 2) {
      var lines = Events.utf8("data: x\n".repeat(1000));
      for (var i = 0; i < scene.script().count("m", LINES) / 1000; i++) {
        steps.add(new Body(lines, false));
      }
      return steps.add(new Body(Events.utf8("\n"), true)).add(new End());
    }
    steps.add(new Body(Events.utf8("data: {\"x\":\""), false));
    return fill(scene.script().count("m", HUGE), steps).add(new End());
  }

  /** That many bytes of filler, in blocks. */
  static Chain<Step> fill(int size, Chain<Step> steps) {
    var block = Events.utf8("x".repeat(BLOCK));
    for (var sent = 0; sent < size; sent += BLOCK) {
      steps.add(new Body(block, false));
    }
    return steps;
  }

  private static Chain<Step> blocks(byte[] bytes, Chain<Step> steps) {
    for (var from = 0; from < bytes.length; from += BLOCK) {
      var size = Math.min(BLOCK, bytes.length - from);
      steps.add(new Body(ByteBuffer.allocate(size).put(bytes, from, size).array(), false));
    }
    return steps;
  }

  private static byte[] hugeFrame(int size) {
    var frame = ByteBuffer.allocate(size);
    frame.putInt(0, size).putInt(4, 100);
    frame.putInt(8, EventFrame.crc(frame.array(), 8));
    return frame.array();
  }

  private static byte[] bigFrame() {
    var json = "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + "x".repeat(BIG_FRAME) + "\"}}";
    return EventFrame.event("contentBlockDelta", json).encode();
  }

  /** The answer, and behind its end what nobody asked for. */
  static Iterator<Step> again(Scene scene, Chain<Step> steps) {
    if (scene.script().variant() == 1 || scene.line().http2()) {
      return steps;
    }
    var second =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 17\r\n\r\n"
            + "{\"forged\": true }";
    var desync = new Chain<Step>();
    while (steps.hasNext()) {
      var step = steps.next();
      if (step instanceof End) {
        desync.add(new Raw(Events.utf8("0\r\n\r\n" + second))).add(new Cut());
      } else {
        desync.add(step);
      }
    }
    return desync;
  }

  /** A flood of 1xx (1), 200 headers of 8 KB (2), a CR in a value (3), a folded value (4). */
  static Iterator<Step> headers(Scene scene, Head head, Iterator<Step> steps) {
    steps.next();
    var headers = new ArrayList<>(head.headers());
    var all = new Chain<Step>();
    switch (scene.script().variant()) {
      case 2 -> {
        for (var i = 0; i < 200; i++) {
          headers.add(new Header("x-lab-" + i, "v".repeat(8192)));
        }
      }
      case 3 -> headers.add(new Header("x-lab-evil", "a\rset-cookie: forged=1"));
      case 4 -> headers.add(new Header("x-lab-evil", "a\r\n set-cookie: forged=1"));
      default -> {
        if (!scene.line().http2()) {
          var flood = "HTTP/1.1 102 Processing\r\nx-lab: flood\r\n\r\n".repeat(1000);
          all.add(new Raw(Events.utf8(flood)));
        }
      }
    }
    return all.add(new Head(head.status(), headers, head.length())).addAll(steps);
  }

  private static byte[] joined(Iterator<Event> events) {
    var out = new ByteArrayOutputStream();
    events.forEachRemaining(event -> out.writeBytes(event.bytes()));
    return out.toByteArray();
  }
}
