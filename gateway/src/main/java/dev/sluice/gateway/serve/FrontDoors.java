package dev.sluice.gateway.serve;

import dev.sluice.dialect.Fresh;
import dev.sluice.gateway.admit.Admission;
import dev.sluice.gateway.admit.Sites;
import dev.sluice.gateway.generate.Answers;
import dev.sluice.gateway.generate.ReasoningMemory;
import dev.sluice.gateway.generate.Upstream;
import dev.sluice.gateway.route.Router;
import dev.sluice.time.Ticker;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;

/** Puts a front door together. */
public final class FrontDoors {

  private FrontDoors() {}

  /** Who may come in. */
  public record Gate(Sites sites, Admission admission) {}

  /** Where requests go. */
  public record Ways(Router router, Map<String, Upstream> upstreams, Answers answers) {}

  /**
   * What exchanges need besides.
   *
   * @param offLoop runs what may take long, such as large bodies
   */
  public record Means(
      ReasoningMemory memory,
      AccessLog lines,
      Fresh fresh,
      Executor offLoop,
      long heartbeatNanos,
      int bodyBytesMax,
      Ticker ticker) {}

  public static FrontDoor of(Gate gate, Ways ways, Means means) {
    var chats =
        new Chats(
            ways.router(),
            ways.upstreams(),
            ways.answers(),
            means.memory(),
            means.fresh(),
            means.offLoop());
    return new FrontDoor(
        gate.sites(),
        gate.admission(),
        chats,
        new Models(ways.router(), Instant.ofEpochMilli(means.fresh().nowMillis().getAsLong())),
        means.lines(),
        means.fresh(),
        new Exchange.Pace(means.heartbeatNanos(), means.bodyBytesMax(), means.ticker()));
  }
}
