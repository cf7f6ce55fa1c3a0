package dev.sluice.proof.simulation;

import dev.sluice.lab.answer.Voice;
import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.fault.Plan;
import dev.sluice.lab.fault.Scene;
import dev.sluice.lab.fault.Step;
import dev.sluice.lab.json.JsonReader;
import dev.sluice.lab.script.Ids;
import dev.sluice.lab.script.Scenes;
import dev.sluice.lab.script.ScriptName;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** What a provider does: a scenario of the lab and, mostly, a row of its fault table. */
record Script(Protocol protocol, String model) {

  private static final List<String> SCENARIOS = List.of("text", "reasoning", "tool", "usage");
  private static final List<String> ROWS = ScriptName.ROWS.stream().sorted().toList();

  static Script of(Random random) {
    var protocol = Protocol.values()[random.nextInt(3)];
    var model = new StringBuilder("lab-");
    if (random.nextInt(12) == 0) {
      model.append(List.of("s400", "s401", "s429", "s500", "s529").get(random.nextInt(5)));
    } else {
      model.append(SCENARIOS.get(random.nextInt(SCENARIOS.size())));
      if (random.nextInt(3) > 0) {
        model.append('-').append(ROWS.get(random.nextInt(ROWS.size())));
        model.append("-v").append(1 + random.nextInt(6));
        model.append("-ms").append(20 + random.nextInt(40_000));
        model.append("-i").append(1_000 + random.nextInt(20_000));
        model.append("-c").append(random.nextInt(4));
      }
    }
    model.append("-n").append(1 + random.nextInt(random.nextInt(8) == 0 ? 150 : 12));
    if (random.nextInt(4) == 0) {
      model.append("-k").append(1 + random.nextInt(2_000));
    }
    model.append("-r").append(1 + random.nextInt(random.nextInt(3) == 0 ? 100_000 : 50));
    return new Script(protocol, model.toString());
  }

  /** The steps of the answer to this request. */
  Iterator<Step> steps(Random random, byte[] request, boolean streamed) {
    var hex = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    var ids = new Ids(protocol, hex, 1_700_000_000L);
    var voice = Voice.of(protocol);
    var name = ScriptName.parse(model).orElseThrow();
    var ask = Ask.read(protocol, model, streamed, JsonReader.read(request).orElseThrow());
    var pause = 1_000_000_000L / name.letter("r", 20);
    var line = new Scene.Line(false, "127.0.0.1", "/", "sk-simulated", pause);
    var scene = new Scene(name, ask, voice, ids, line);
    return Plan.of(scene, Scenes.answer(name, ask, ids, "echo"), Instant.EPOCH);
  }
}
