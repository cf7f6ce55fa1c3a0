package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Chain;
import dev.sluice.lab.answer.Event;
import dev.sluice.lab.answer.Header;
import dev.sluice.lab.answer.HttpError;
import dev.sluice.lab.fault.Step.Body;
import dev.sluice.lab.fault.Step.End;
import dev.sluice.lab.fault.Step.Head;
import dev.sluice.lab.script.Answer;
import dev.sluice.lab.script.ScriptName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** The steps of a call: its scenario's answer, changed by its row. */
public final class Plan {
  private Plan() {}

  /** The steps of an answer in that scene. */
  public static Iterator<Step> of(Scene scene, Answer answer, Instant now) {
    var instead = ReplyFaults.instead(scene, now);
    if (instead.isPresent()) {
      return steps(instead.get());
    }
    var said = said(scene, answer);
    if (scene.ask().stream()) {
      return WireFaults.stream(scene, streamed(scene, said));
    }
    if (streamOnly(scene.script())) {
      return refused(scene, scene.script().row() + " has no whole mode in this variant");
    }
    return WholeFaults.apply(scene, whole(scene, said));
  }

  private static boolean streamOnly(ScriptName script) {
    return switch (script.row()) {
      case "u29", "u30", "u32" -> true;
      case "u31" -> script.variant() != 6;
      default -> false;
    };
  }

  private static Answer said(Scene scene, Answer answer) {
    var script = scene.script();
    return switch (script.row()) {
      case "u28" -> BadText.mark(answer);
      case "u33" ->
          script.variant() == 3
              ? new Answer(List.of(), answer.stop(), answer.stopSequence(), answer.counts())
              : answer;
      default -> answer;
    };
  }

  /** The steps that refuse a call of the lab's own accord. */
  public static Iterator<Step> refused(Scene scene, String message) {
    var error = scene.voice().error(400, 1, message, scene.ids());
    return steps(ReplyFaults.whole(scene, error));
  }

  /** The steps of an error with these headers of its provider. */
  public static Iterator<Step> refused(HttpError error, List<Header> provider) {
    var headers = new ArrayList<>(provider);
    headers.add(new Header("content-type", error.contentType()));
    headers.addAll(error.headers());
    return steps(new Reply.Whole(error.status(), headers, error.body()));
  }

  /** A recorded body: in pieces of letter c bytes, or event by event where there is a row. */
  public static Iterator<Step> replay(Scene scene, List<Header> headers, byte[] body) {
    var cut = Arrays.copyOf(body, Math.min(body.length, scene.script().count("t", body.length)));
    var pieces =
        scene.script().row().isEmpty()
            ? Pieces.cut(scene.script(), cut)
            : Pieces.events(scene.ask().protocol(), cut);
    return WireFaults.stream(scene, new Reply.Streamed(headers, pieces.iterator()));
  }

  /** The steps of one body. */
  public static Iterator<Step> steps(Reply.Whole reply) {
    return new Chain<Step>().add(head(reply)).add(new Body(reply.body(), false)).add(new End());
  }

  /** The steps of a stream without any fault. */
  public static Chain<Step> steps(Scene scene, Reply.Streamed reply) {
    return new Chain<Step>()
        .add(head(reply))
        .addAll(new Paced(reply.events(), scene.line().pauseNanos()))
        .add(new End());
  }

  static Head head(Reply.Streamed reply) {
    return new Head(200, reply.headers(), OptionalLong.empty());
  }

  static Head head(Reply.Whole reply) {
    return new Head(reply.status(), reply.headers(), OptionalLong.of(reply.body().length));
  }

  private static Reply.Streamed streamed(Scene scene, Answer answer) {
    Iterator<Event> events = scene.voice().stream(scene.ask(), answer, scene.ids());
    var wrongType = scene.script().row().equals("u19");
    var type = wrongType ? "text/plain; charset=utf-8" : scene.voice().streamType();
    var headers = new ArrayList<>(headers(scene, type));
    headers.add(new Header("cache-control", "no-cache, no-transform"));
    return new Reply.Streamed(headers, EventFaults.apply(scene, events));
  }

  private static Reply.Whole whole(Scene scene, Answer answer) {
    var body = Events.utf8(scene.voice().whole(scene.ask(), answer, scene.ids()).write());
    var wrongType = scene.script().row().equals("u19");
    return new Reply.Whole(
        200, headers(scene, wrongType ? "text/plain; charset=utf-8" : "application/json"), body);
  }

  private static List<Header> headers(Scene scene, String type) {
    var headers = new ArrayList<>(scene.voice().headers(scene.ids()));
    headers.add(new Header("content-type", type));
    return headers;
  }
}
