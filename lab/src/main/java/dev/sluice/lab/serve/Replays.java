package dev.sluice.lab.serve;

import dev.sluice.lab.answer.Header;
import dev.sluice.lab.fault.Plan;
import dev.sluice.lab.fault.Reply;
import dev.sluice.lab.fault.Scene;
import dev.sluice.lab.fault.Step;
import dev.sluice.lab.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;

/** Recorded bodies from a folder of fixtures, cut as the letters say. */
final class Replays {
  private final Optional<Path> folder;

  Replays(Optional<Path> folder) {
    this.folder = folder;
  }

  Iterator<Step> steps(Scene scene) {
    var name = scene.script().fixture();
    var slash = name.indexOf('_');
    if (folder.isEmpty() || slash < 0 || !name.matches("[A-Za-z0-9_.-]+") || name.contains("..")) {
      return Plan.refused(scene, "no fixture " + name);
    }
    var home = folder.get().resolve(name.substring(0, slash)).resolve(name.substring(slash + 1));
    try {
      var meta = JsonReader.read(Files.readAllBytes(home.resolve("meta.json"))).orElseThrow();
      var body = Files.readAllBytes(home.resolve(meta.get("body_file").text()));
      var status = meta.get("status").number().map(Number::intValue).orElse(200);
      var headers = new ArrayList<>(scene.voice().headers(scene.ids()));
      headers.add(new Header("content-type", type(meta.get("body_file").text())));
      if (status != 200 || meta.get("body_file").text().endsWith(".json")) {
        return Plan.steps(new Reply.Whole(status, headers, body));
      }
      return Plan.replay(scene, headers, body);
    } catch (IOException e) {
      return Plan.refused(scene, "no fixture " + name);
    }
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "sse" -> "text/event-stream; charset=utf-8";
      case "bin" -> "application/vnd.amazon.eventstream";
      default -> "application/json";
    };
  }
}
