package dev.sluice.gateway.cli;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Sampling;
import dev.sluice.chat.ToolChoice;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.gateway.Wired;
import dev.sluice.gateway.configure.Configuration;
import dev.sluice.gateway.configure.ProviderEntry;
import dev.sluice.gateway.configure.RouteEntry;
import dev.sluice.gateway.dial.DialSettings;
import dev.sluice.gateway.dial.Finding;
import dev.sluice.gateway.dial.HttpDialer;
import dev.sluice.gateway.dial.Probe;
import dev.sluice.gateway.http.HttpListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks each provider for one token, and prints what each step showed and what to do. */
final class Doctor {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Configuration configuration;
  private final Optional<String> model;
  private final PrintWriter out;

  /** A doctor that asks for {@code model}, or for one that it chooses. */
  Doctor(Configuration configuration, Optional<String> model, PrintWriter out) {
    this.configuration = configuration;
    this.model = model;
    this.out = out;
  }

  /** Whether no step of any provider failed. */
  boolean examine() throws InterruptedException {
    if (configuration.demo()) {
      if (!configuration.hints().isEmpty()) {
        configuration.hints().forEach(hint -> out.println("no provider is configured: " + hint));
        return false;
      }
      out.println("no provider is configured: the demo answers every model name");
      out.println("  to have one, set OPENAI_API_KEY, ANTHROPIC_API_KEY or AWS_REGION with AWS");
      out.println("  credentials, or write a file and pass --config FILE");
      out.flush();
      return true;
    }
    var loops = HttpListener.newLoops(1, Thread.ofPlatform().name("doctor").factory());
    try (var dialer = new HttpDialer(DialSettings.defaults())) {
      var probe = new Probe(dialer, loops.next(), Clock.systemUTC(), PATIENCE);
      boolean well = true;
      for (var entry : configuration.providers()) {
        well &= examine(entry, probe);
      }
      return well;
    } finally {
      var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private boolean examine(ProviderEntry entry, Probe probe) throws InterruptedException {
    var asked = model.or(() -> routed(entry.name())).orElseGet(() -> entry.protocol().smallModel());
    out.println(
        entry.name()
            + ": "
            + entry.protocol().name()
            + " at "
            + entry.baseUrl()
            + ", model "
            + asked);
    return switch (request(entry, asked)) {
      case WriteResult.Refused refused -> {
        out.println("  " + refused.failure().message());
        yield false;
      }
      case WriteResult.Written written -> {
        boolean well = true;
        for (var finding : probe.check(Wired.upstream(entry).provider(), written.call())) {
          print(finding);
          well &= finding.outcome() != Finding.Outcome.FAILED;
        }
        yield well;
      }
    };
  }

  private void print(Finding finding) {
    out.println(
        String.format(
            Locale.ROOT,
            "  %-11s %-8s %s",
            finding.step().label(),
            word(finding.outcome()),
            finding.text()));
    if (!finding.advice().isEmpty()) {
      out.println(" ".repeat(23) + finding.advice());
    }
    out.flush();
  }

  private static String word(Finding.Outcome outcome) {
    return switch (outcome) {
      case OK -> "ok";
      case FAILED -> "FAILED";
      case SKIPPED -> "-";
    };
  }

  /** The first model that a route names for this provider. */
  private Optional<String> routed(String provider) {
    for (var route : configuration.routes()) {
      for (var target : route.to()) {
        if (RouteEntry.provider(target).equals(provider)) {
          var name =
              target.equals(provider) ? route.model() : target.substring(provider.length() + 1);
          if (name.indexOf('*') < 0) {
            return Optional.of(name);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static WriteResult request(ProviderEntry entry, String model) {
    var origin = new ChatRequest.Origin("doctor", Map.of(), new byte[0], List.of(), List.of());
    var hello = new Message(Message.Role.USER, List.of(new Part.Text("Hi")));
    var request =
        new ChatRequest(
            origin,
            model,
            false,
            false,
            List.of(hello),
            List.of(),
            new ToolChoice.Unset(),
            null,
            new Sampling(1, null, null, null, List.of()),
            null,
            null);
    var target =
        new Target(
            entry.name(), model, false, entry.without(), entry.anthropicVersion(), _ -> false);
    return entry.protocol().dialect().write(request, target);
  }
}
