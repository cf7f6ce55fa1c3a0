package dev.sluice.lab.serve;

import dev.sluice.lab.LabSettings;
import dev.sluice.lab.answer.HttpError;
import dev.sluice.lab.answer.Voice;
import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.fault.Plan;
import dev.sluice.lab.fault.Scene;
import dev.sluice.lab.fault.Step;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.json.JsonReader;
import dev.sluice.lab.script.Demo;
import dev.sluice.lab.script.Ids;
import dev.sluice.lab.script.Scenes;
import dev.sluice.lab.script.ScriptName;
import dev.sluice.lab.script.Signatures;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/** From a request to the steps of its answer. */
public final class Calls {
  private static final double NANOS = 1e9;

  private final LabSettings settings;
  private final CallLog log;
  private final Gate gate;
  private final Pages pages;
  private final Replays replays;
  private final Clock clock = Clock.systemUTC();

  /** The calls of one lab. */
  public Calls(LabSettings settings, CallLog log) {
    this.settings = settings;
    this.log = log;
    this.gate = new Gate(settings.awsKeys());
    this.pages = new Pages(log, settings.demo());
    this.replays = new Replays(settings.fixtures());
  }

  CallLog log() {
    return log;
  }

  /** Begins a call; the play that comes back waits for its first go. */
  Play begin(Inbound request, Wire wire, Runnable done) {
    var target = Target.of(request.method(), request.path());
    if (target instanceof Target.Generate generate && request.method().equals("POST")) {
      return generate(request, generate, wire, done);
    }
    var call = new Call(log.nextId(), Json.obj("model", ""), System.nanoTime());
    call.end("page", System.nanoTime());
    return new Play(wire, pages.steps(request, target), call, log, done);
  }

  private Play generate(Inbound request, Target.Generate target, Wire wire, Runnable done) {
    var started = System.nanoTime();
    var protocol = target.protocol();
    var now = clock.instant();
    var ids = Ids.fresh(protocol, now.getEpochSecond());
    var body = JsonReader.read(request.body()).orElse(Json.Nul.VALUE);
    var inPath = protocol == Protocol.CONVERSE;
    var model = inPath ? target.model() : body.get("model").text();
    var stream = inPath ? target.stream() : body.get("stream").isTrue();
    var script = script(request, model);
    var row = script.map(ScriptName::row).orElse("");
    var call =
        new Call(log.nextId(), Records.received(request, protocol, model, row, ids), started);
    log.opened(call, row);
    var ask = Ask.read(protocol, model, stream, body);
    var objection = objection(request, ask, ids);
    var steps =
        objection.isPresent()
            ? refusal(objection.get(), protocol, ids)
            : steps(request, ask, ids, script, now);
    return new Play(wire, steps, call, log, done);
  }

  private static Optional<ScriptName> script(Inbound request, String model) {
    return request
        .header("lab-replay")
        .map(id -> ScriptName.replay(id.replace('/', '_')))
        .or(() -> ScriptName.parse(model));
  }

  private Optional<HttpError> objection(Inbound request, Ask ask, Ids ids) {
    var voice = Voice.of(ask.protocol());
    return gate.objection(request, ask.protocol(), ids)
        .or(() ->
            Rules.objection(request, ask.protocol(), ask.body())
                .map(message -> voice.error(400, 1, message, ids)));
  }

  private Iterator<Step> steps(
      Inbound request, Ask ask, Ids ids, Optional<ScriptName> named, Instant now) {
    var voice = Voice.of(ask.protocol());
    if (named.isEmpty() && !settings.demo()) {
      var message = "The model `" + ask.model() + "` does not exist or you have no access to it.";
      return refusal(voice.error(404, 1, message, ids), ask.protocol(), ids);
    }
    var script = named.orElseGet(() -> ScriptName.parse("lab-text").orElseThrow());
    if (!script.problem().isEmpty()) {
      var message = "The lab has no such script: " + script.problem();
      return refusal(voice.error(404, 1, message, ids), ask.protocol(), ids);
    }
    var line =
        new Scene.Line(
            request.http2(),
            request.authority(),
            request.path(),
            Gate.credential(request),
            pause(script));
    var scene = new Scene(script, ask, voice, ids, line);
    if (script.scenario().equals("replay")) {
      return replays.steps(scene);
    }
    if (script.scenario().equals("reasontool")) {
      var objection = Signatures.objection(ask);
      if (objection.isPresent()) {
        return refusal(voice.error(400, 1, objection.get(), ids), ask.protocol(), ids);
      }
    }
    var answer =
        named.isEmpty()
            ? Demo.answer(ask, ids)
            : Scenes.answer(script, ask, ids, Echo.text(request, ask));
    return Plan.of(scene, answer, now);
  }

  private long pause(ScriptName script) {
    var rate = script.letters().containsKey("r") ? script.letter("r", 0) : settings.rate();
    return rate <= 0 ? 0 : (long) (NANOS / rate);
  }

  private static Iterator<Step> refusal(HttpError error, Protocol protocol, Ids ids) {
    return Plan.refused(error, Voice.of(protocol).headers(ids));
  }
}
