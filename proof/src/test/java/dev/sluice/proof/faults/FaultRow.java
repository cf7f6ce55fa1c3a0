package dev.sluice.proof.faults;

import dev.sluice.proof.kit.Tongue;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A fault of the catalogue and what must become of it.
 *
 * @param model the lab's script
 * @param outcome the code of our log line; {@code complete} where the fault is none
 * @param status what the client sees where nothing was visible yet; 200 where content was
 * @param upstreams the provider protocols in which the fault exists
 */
record FaultRow(String model, String outcome, int status, Set<Tongue> upstreams) {

  private static final Set<Tongue> ALL = EnumSet.allOf(Tongue.class);
  private static final Set<Tongue> SSE = EnumSet.of(Tongue.OPENAI, Tongue.ANTHROPIC);

  /** Providers that refuse our credentials: for AWS's SDKs nothing to be tried again. */
  private static final Set<String> REFUSED = Set.of("lab-s401", "lab-s403", "lab-text-u37");

  static final List<FaultRow> STREAMED =
      List.of(
          new FaultRow("lab-text-u5", "upstream_unreachable", 502, ALL),
          new FaultRow("lab-text-u6", "upstream_unreachable", 502, ALL),
          new FaultRow("lab-text-u7", "upstream_truncated", 200, ALL),
          new FaultRow("lab-text-u8", "upstream_truncated", 200, ALL),
          new FaultRow("lab-text-u10", "upstream_timeout", 504, ALL),
          new FaultRow("lab-text-u11", "upstream_timeout", 504, ALL),
          new FaultRow("lab-text-u12-ms31000", "upstream_stalled", 200, ALL),
          new FaultRow("lab-text-u12-ms300", "complete", 200, ALL),
          new FaultRow("lab-text-u13-ms30000", "upstream_stalled", 200, SSE),
          new FaultRow("lab-text-u14", "complete", 200, ALL),
          new FaultRow("lab-text-u15", "complete", 200, ALL),
          new FaultRow("lab-text-u16-v1", "upstream_protocol", 200, ALL),
          new FaultRow("lab-text-u16-v2", "upstream_protocol", 200, ALL),
          new FaultRow("lab-text-u16-v3", "upstream_protocol", 200, ALL),
          new FaultRow("lab-text-u17-v1", "upstream_protocol", 200, ALL),
          new FaultRow("lab-text-u17-v2", "upstream_protocol", 200, ALL),
          new FaultRow("lab-text-u17-v3", "upstream_protocol", 502, ALL),
          new FaultRow("lab-text-u19", "upstream_protocol", 502, ALL),
          new FaultRow("lab-text-u19-v2", "upstream_protocol", 502, ALL),
          new FaultRow("lab-text-u20", "upstream_protocol", 502, ALL),
          new FaultRow("lab-s400", "invalid_request", 400, ALL),
          new FaultRow("lab-s401", "upstream_error", 502, ALL),
          new FaultRow("lab-s403", "upstream_error", 502, ALL),
          new FaultRow("lab-s404", "not_found", 404, ALL),
          new FaultRow("lab-s429", "rate_limited", 429, ALL),
          new FaultRow("lab-s500", "upstream_error", 502, ALL),
          new FaultRow("lab-s529", "overloaded", 503, ALL),
          new FaultRow("lab-text-u25", "upstream_error", 200, ALL),
          new FaultRow("lab-text-u26", "upstream_protocol", 200, ALL),
          new FaultRow("lab-text-u28", "complete", 200, ALL),
          new FaultRow("lab-text-u27", "upstream_event_too_large", 200, ALL),
          new FaultRow("lab-text-u31", "upstream_protocol", 502, Set.of(Tongue.ANTHROPIC)),
          new FaultRow("lab-text-u31-v4", "complete", 200, ALL),
          new FaultRow("lab-text-u33", "complete", 200, ALL),
          new FaultRow("lab-text-u33-v2", "complete", 200, ALL),
          new FaultRow("lab-text-u33-v3", "complete", 200, ALL),
          new FaultRow("lab-text-u33-v4", "upstream_truncated", 502, ALL),
          new FaultRow("lab-text-u34", "complete", 200, ALL),
          new FaultRow("lab-text-u34-v2", "complete", 200, ALL),
          new FaultRow("lab-text-u37", "upstream_error", 502, ALL),
          new FaultRow("lab-text-u37-v4", "upstream_error", 200, ALL),
          new FaultRow("lab-text-u38", "complete", 200, ALL));

  /** What the status is in this client's protocol. */
  int statusIn(Tongue client) {
    return switch (client) {
      case OPENAI -> status;
      case ANTHROPIC -> status == 503 ? 529 : status;
      case BEDROCK ->
          switch (status) {
            case 502 -> REFUSED.contains(model) ? 424 : 500;
            case 504 -> 408;
            default -> status;
          };
    };
  }
}
