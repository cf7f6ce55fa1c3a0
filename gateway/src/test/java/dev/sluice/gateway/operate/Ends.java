package dev.sluice.gateway.operate;

import dev.sluice.chat.Principal;
import dev.sluice.gateway.generate.Ending;
import dev.sluice.gateway.serve.Ended;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Ends of requests to try the log and the meters with. */
final class Ends {

  private Ends() {}

  /** One that was served, and has every member. */
  static Ended served(String model, String outcome) {
    var ms = OptionalLong.of(1);
    var times = new Ending.Times(ms, ms, ms, ms, ms, 7);
    var ending =
        new Ending(
            "gen_1",
            Principal.of("web"),
            "one",
            1,
            outcome,
            5,
            100,
            OptionalLong.of(11),
            OptionalLong.of(3),
            times);
    return new Ended(
        "req_1",
        new Ended.Asked("POST", "/v1/messages", "anthropic", "web", "fast"),
        new Ended.Answered(200, model, true, List.of("top_k", "seed"), outcome, 99),
        Optional.of(ending));
  }

  /** One that was refused at the door. */
  static Ended refused() {
    return new Ended(
        "req_2",
        new Ended.Asked("GET", "/nowhere", "openai", "", ""),
        new Ended.Answered(404, "", false, List.of(), "not_found", 20),
        Optional.empty());
  }
}
