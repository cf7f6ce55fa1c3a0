package dev.sluice.lab.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.answer.Header;
import dev.sluice.lab.fault.Plan;
import dev.sluice.lab.fault.Reply;
import dev.sluice.lab.fault.Step;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.script.ScriptName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Everything that is no model call: lists of models and the lab's own pages. */
final class Pages {
  private static final int CREATED = 1_795_000_000;

  private final CallLog log;
  private final boolean demo;

  Pages(CallLog log, boolean demo) {
    this.log = log;
    this.demo = demo;
  }

  Iterator<Step> steps(Inbound request, Target target) {
    var anthropic = request.header("anthropic-version").isPresent();
    return switch (target) {
      case Target.Models ignored -> json(200, models(anthropic));
      case Target.Model model -> json(200, model(model.id(), anthropic));
      case Target.Own own -> own(request, own.name());
      case Target.Generate ignored -> json(405, problem("use POST"));
      case Target.Unknown ignored ->
          json(404, problem("Unknown request URL: " + request.method() + " " + request.path()));
    };
  }

  private Iterator<Step> own(Inbound request, String name) {
    return switch (name) {
      case "calls" -> json(200, log.calls(query(request, "model=")));
      case "stats" -> json(200, log.stats());
      case "canary" -> {
        log.canary();
        yield json(200, Json.obj("canary", true));
      }
      default -> json(404, problem("no such page"));
    };
  }

  private static String query(Inbound request, String name) {
    for (var part : request.query().split("&", -1)) {
      if (part.startsWith(name)) {
        return part.substring(name.length());
      }
    }
    return "";
  }

  private static Json problem(String message) {
    return Json.obj(
        "error",
        Json.obj("message", message, "type", "invalid_request_error", "param", null, "code", null));
  }

  private Json models(boolean anthropic) {
    var names = new ArrayList<String>();
    if (demo) {
      names.add("demo");
    }
    ScriptName.SCENARIOS.stream()
        .filter(scenario -> !scenario.equals("replay"))
        .sorted()
        .forEach(scenario -> names.add("lab-" + scenario));
    var data = names.stream().map(name -> model(name, anthropic)).toList();
    return anthropic
        ? Json.obj(
            "data",
            data,
            "has_more",
            false,
            "first_id",
            names.getFirst(),
            "last_id",
            names.getLast())
        : Json.obj("object", "list", "data", data);
  }

  private static Json model(String id, boolean anthropic) {
    return anthropic
        ? Json.obj(
            "type", "model", "id", id, "display_name", id, "created_at", "2026-11-20T00:00:00Z")
        : Json.obj("id", id, "object", "model", "created", CREATED, "owned_by", "lab");
  }

  private static Iterator<Step> json(int status, Json body) {
    var headers = List.of(new Header("content-type", "application/json"));
    return Plan.steps(new Reply.Whole(status, headers, body.write().getBytes(UTF_8)));
  }
}
