package dev.sluice.proof.simulation;

import dev.sluice.dialect.ProviderCall;
import dev.sluice.gateway.dial.Call;
import dev.sluice.gateway.dial.CallListener;
import dev.sluice.gateway.dial.Dialer;
import dev.sluice.gateway.dial.Provider;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Every provider there is: answers a call with the script that its name stands for. */
final class SimulatedProvider implements Dialer {

  private final Random random;
  private final Plant plant;
  private final Map<String, Script> scripts = new HashMap<>();
  private final List<ScriptedCall> calls = new ArrayList<>();

  SimulatedProvider(Random random, Plant plant) {
    this.random = random;
    this.plant = plant;
  }

  void plays(String provider, Script script) {
    scripts.put(provider, script);
  }

  @Override
  public Call dial(EventLoop loop, Provider provider, ProviderCall call, CallListener listener) {
    var script = scripts.get(provider.name());
    if (script == null) {
      throw new IllegalStateException("no script for " + provider.name());
    }
    var steps = script.steps(random, call.body(), call.stream());
    var made = new ScriptedCall((VirtualLoop) loop, listener, random, steps, plant);
    calls.add(made);
    made.start();
    return made;
  }

  List<ScriptedCall> calls() {
    return calls;
  }
}
