package dev.sluice.proof.matrix;

import java.util.ArrayList;
import java.util.List;

/** One call of one SDK: who asks, what stands behind, how, and what the lab does. */
record Cell(Client client, Upstream upstream, Mode mode, Scenario scenario) {

  /** The name by which a cell is picked and counted: {@code client/upstream/mode/scenario}. */
  String name() {
    return client.label + "/" + upstream.label + "/" + mode.label + "/" + scenario.label;
  }

  static List<Cell> all() {
    var cells = new ArrayList<Cell>();
    for (var client : Client.values()) {
      for (var upstream : Upstream.values()) {
        for (var mode : Mode.values()) {
          for (var scenario : Scenario.values()) {
            cells.add(new Cell(client, upstream, mode, scenario));
          }
        }
      }
    }
    return List.copyOf(cells);
  }

  boolean direct() {
    return upstream == Upstream.DIRECT;
  }

  boolean stream() {
    return mode == Mode.STREAM;
  }

  /** Whether the call reaches the gateway with a wrong key, not the lab. */
  boolean refusedByGateway() {
    return scenario == Scenario.S401;
  }
}
