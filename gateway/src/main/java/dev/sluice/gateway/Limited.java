package dev.sluice.gateway;

import dev.sluice.dialect.Fresh;
import dev.sluice.gateway.configure.Address;
import dev.sluice.gateway.configure.Limits;
import dev.sluice.gateway.generate.GenerationSettings;
import dev.sluice.gateway.http.ListenerSettings;
import dev.sluice.journal.JournalBounds;
import dev.sluice.run.Clock;
import dev.sluice.run.RunSettings;
import java.time.Duration;
import java.util.EnumMap;

/** Turns configured limits into the settings of each part. */
final class Limited {

  /** What may wait for a reader in the journal; with the socket queues it stays under 64 KiB. */
  private static final int LAG_HIGH_BYTES = 8 << 10;

  private static final int LAG_LOW_BYTES = 2 << 10;

  /** What may wait for one reader while others read on. */
  private static final int LAG_ALONE_BYTES = 64 << 10;

  private Limited() {}

  static ListenerSettings listener(Address address, Limits limits) {
    var standard = ListenerSettings.of(address.host(), address.port());
    var client = limits.client();
    var waits = standard.waits();
    return standard
        .with(
            standard
                .sizes()
                .withBody(limits.sizes().bodyBytes(), limits.sizes().bodiesBytes())
                .withHeaderBytes(limits.sizes().headerBytes())
                .withStreams(limits.sizes().streams()))
        .with(
            new ListenerSettings.Waits(
                client.headers(),
                client.body(),
                waits.bodyBytesPerSecond(),
                client.write(),
                waits.idle(),
                waits.linger()));
  }

  static GenerationSettings generations(Limits limits, Fresh fresh) {
    var provider = limits.provider();
    var clocks = new EnumMap<Clock, Duration>(Clock.class);
    clocks.put(Clock.DNS, provider.dns());
    clocks.put(Clock.CONNECT, provider.connect());
    clocks.put(Clock.TLS, provider.tls());
    clocks.put(Clock.CREDENTIALS, provider.credentials());
    clocks.put(Clock.UPLOAD, provider.upload());
    clocks.put(Clock.HEADERS, provider.headers());
    clocks.put(Clock.FIRST_TOKEN, provider.firstToken());
    clocks.put(Clock.STALL, provider.stall());
    clocks.put(Clock.STALL_CONTENT, provider.stallContent());
    clocks.put(Clock.END_GRACE, provider.endGrace());
    clocks.put(Clock.TOTAL, provider.total());
    clocks.put(Clock.COMMIT, limits.client().commitAfter());
    return new GenerationSettings(
        new RunSettings(clocks),
        limits.sizes().eventBytes(),
        limits.sizes().bodyBytes(),
        JournalBounds.dropping(LAG_HIGH_BYTES, LAG_LOW_BYTES, LAG_ALONE_BYTES),
        fresh);
  }
}
