package dev.sluice.gateway.dial;

import dev.sluice.chat.ErrorCode;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.gateway.dial.Finding.Step;
import dev.sluice.gateway.dial.ProbeRecord.Seen;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks a provider for one token over the very path that requests take, and says step by step what
 * works and what to do about what does not. Blocks: for a thread of its own, never a loop.
 */
public final class Probe {
  private static final Duration SKEW_MAX = Duration.ofMinutes(1);

  private final Dialer dialer;
  private final EventLoop loop;
  private final Clock clock;
  private final Duration patience;

  /** A probe that waits so long for a provider's answer. */
  public Probe(Dialer dialer, EventLoop loop, Clock clock, Duration patience) {
    this.dialer = dialer;
    this.loop = loop;
    this.clock = clock;
    this.patience = patience;
  }

  /** One finding for each step. {@code oneToken} is a call that asks for as little as possible. */
  public List<Finding> check(Provider provider, ProviderCall oneToken) throws InterruptedException {
    if (keyMissing(provider.credential())) {
      return keyless(provider);
    }
    var seen = new ProbeRecord();
    loop.execute(() -> seen.started(dialer.dial(loop, provider, oneToken, seen)));
    var outcome = seen.await(patience);
    loop.execute(seen::stop);
    return findings(provider, outcome);
  }

  private static boolean keyMissing(Credential credential) {
    return switch (credential) {
      case Credential.Bearer bearer -> bearer.key().reveal().isBlank();
      case Credential.HeaderKey key -> key.key().reveal().isBlank();
      case Credential.Aws _, Credential.Anonymous _ -> false;
    };
  }

  private static List<Finding> keyless(Provider provider) {
    List<Finding> findings = new ArrayList<>();
    for (var step : Step.values()) {
      findings.add(
          step == Step.KEY
              ? Finding.failed(
                  step,
                  "provider " + provider.name() + " has an empty key",
                  "set its key or key-file, or the environment variable that its key names")
              : Finding.skipped(step, "not tried"));
    }
    return findings;
  }

  private List<Finding> findings(Provider provider, Seen seen) {
    return List.of(
        key(provider, seen),
        name(provider, seen),
        connection(provider, seen),
        tls(provider, seen),
        skew(seen),
        token(provider, seen));
  }

  private Finding key(Provider provider, Seen seen) {
    return switch (provider.credential()) {
      case Credential.Anonymous _ -> Finding.ok(Step.KEY, "none needed");
      case Credential.Bearer _, Credential.HeaderKey _ -> Finding.ok(Step.KEY, "present");
      case Credential.Aws aws ->
          seen.sent()
              ? Finding.ok(Step.KEY, "AWS credentials found, region " + aws.region())
              : seen.code() == ErrorCode.UPSTREAM_ERROR
                  ? Finding.failed(
                      Step.KEY,
                      "no AWS credentials found",
                      "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, a web"
                          + " identity, or AWS_BEARER_TOKEN_BEDROCK")
                  : Finding.skipped(Step.KEY, "not tried");
    };
  }

  private Finding name(Provider provider, Seen seen) {
    var host = provider.baseUrl().getHost();
    return seen.resolved()
        ? Finding.ok(Step.NAME, host + " resolves")
        : Finding.failed(
            Step.NAME,
            host + " does not resolve" + late(seen),
            "check base-url for a typing error, and the name service of this machine");
  }

  private Finding connection(Provider provider, Seen seen) {
    var origin = Origin.of(provider);
    if (seen.connected()) {
      return Finding.ok(Step.CONNECTION, "port " + origin.port() + " accepts");
    }
    return seen.resolved()
        ? Finding.failed(
            Step.CONNECTION,
            "port " + origin.port() + " does not accept connections" + late(seen),
            "check the port of base-url, whether the server runs, and firewalls on the way")
        : Finding.skipped(Step.CONNECTION, "not reached");
  }

  private Finding tls(Provider provider, Seen seen) {
    if (!Origin.of(provider).tls()) {
      return Finding.skipped(Step.TLS, "base-url is http");
    }
    if (seen.secured()) {
      return Finding.ok(Step.TLS, "certificate and host name verified");
    }
    if (!seen.connected()) {
      return Finding.skipped(Step.TLS, "not reached");
    }
    return Finding.failed(
        Step.TLS,
        seen.message().isEmpty() ? "the handshake did not end" + late(seen) : seen.message(),
        "check base-url, the clock of this machine, and whether a proxy opens TLS on the way: its"
            + " issuer must stand in javax.net.ssl.trustStore");
  }

  private Finding skew(Seen seen) {
    var date = seen.head().header("date");
    if (date.isEmpty()) {
      return Finding.skipped(
          Step.CLOCK, seen.status() == 0 ? "not reached" : "the provider sent no date");
    }
    Instant theirs;
    try {
      theirs = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (DateTimeException e) {
      return Finding.skipped(Step.CLOCK, "the provider's date cannot be read");
    }
    var skew = Duration.between(theirs, clock.instant());
    var text =
        String.format(
            Locale.ROOT,
            "this machine is %d s %s the provider",
            skew.abs().toSeconds(),
            skew.isNegative() ? "behind" : "ahead of");
    return skew.abs().compareTo(SKEW_MAX) <= 0
        ? Finding.ok(Step.CLOCK, text)
        : Finding.failed(
            Step.CLOCK,
            text,
            "set the clock (NTP): certificates and AWS signatures are judged by it, the latter"
                + " within 5 minutes");
  }

  private Finding token(Provider provider, Seen seen) {
    if (!seen.sent()) {
      return Finding.skipped(Step.TOKEN, "not reached");
    }
    int status = seen.status();
    if (status == 0) {
      return Finding.failed(
          Step.TOKEN,
          seen.message().isEmpty() ? "no answer" + late(seen) : seen.message(),
          "check whether base-url is an HTTP API of this kind, and the provider's status page");
    }
    if (status >= 200 && status < 300) {
      return answered(seen);
    }
    return Finding.failed(Step.TOKEN, "the provider answers " + status, advice(provider, status));
  }

  private Finding answered(Seen seen) {
    return seen.bodyBytes() > 0
        ? Finding.ok(Step.TOKEN, "answered within " + seen.millis() + " ms")
        : Finding.failed(
            Step.TOKEN,
            seen.message().isEmpty() ? "an empty answer" + late(seen) : seen.message(),
            "try again; if it stays, see the provider's status page");
  }

  private static String advice(Provider provider, int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          "redirects are not followed: set base-url to where it really is";
      case 400, 422 -> "the model may not take this request; name another one by --model";
      case 401, 403 ->
          provider.credential() instanceof Credential.Aws
              ? "check the credentials, their right to bedrock:InvokeModel, and access to the model"
              : "the key is refused: check that it is this provider's, and not expired";
      case 404 -> "check the path of base-url and the model's name";
      case 429 -> "the key works, but its limit or credit is used up";
      default -> "the provider has a problem; see its status page";
    };
  }

  private String late(Seen seen) {
    return seen.over() ? "" : " within " + patience.toSeconds() + " s";
  }
}
