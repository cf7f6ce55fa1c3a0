package dev.sluice.gateway.operate;

import dev.sluice.gateway.generate.Ending;
import dev.sluice.gateway.serve.Ended;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts requests and tokens by protocol, provider, model and key. All of these are bounded by the
 * configuration but the models, which clients name: of them the first that were served well keep
 * their names, the others are one. Thread-safe.
 */
final class RequestMeters {

  static final int MODELS_MAX = 200;

  private static final String NONE = "none";
  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Set<String> models = ConcurrentHashMap.newKeySet();

  RequestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void ended(Ended ended) {
    var outcome = ended.answered().outcome();
    var tags =
        Tags.of(
            "protocol", ended.asked().protocol(),
            "provider", ended.ending().map(Ending::provider).orElse(NONE),
            "model", model(ended.answered().model(), outcome.equals("complete")),
            "key", ended.asked().key().isEmpty() ? NONE : ended.asked().key());
    Counter.builder("sluice.requests")
        .description("Requests that have ended, refused ones too, by what became of them.")
        .tags(tags.and("outcome", outcome))
        .register(registry)
        .increment();
    ended
        .ending()
        .ifPresent(ending -> {
          tokens(tags, "input", ending.input());
          tokens(tags, "output", ending.output());
        });
  }

  private void tokens(Tags tags, String kind, OptionalLong count) {
    if (count.isPresent()) {
      Counter.builder("sluice.tokens")
          .description(
              "Tokens that providers have counted; input with its cached and written part.")
          .tags(tags.and("kind", kind))
          .register(registry)
          .increment((double) count.getAsLong());
    }
  }

  private String model(String name, boolean served) {
    if (name.isEmpty()) {
      return NONE;
    }
    if (models.contains(name)) {
      return name;
    }
    return served && models.size() < MODELS_MAX && models.add(name) ? name : OTHER;
  }
}
