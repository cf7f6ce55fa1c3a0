package dev.sluice.gateway;

import dev.sluice.gateway.admit.Admission;
import dev.sluice.gateway.admit.Sites;
import dev.sluice.gateway.configure.Access;
import dev.sluice.gateway.configure.Address;
import dev.sluice.gateway.configure.Configuration;
import dev.sluice.gateway.dial.DialSettings;
import dev.sluice.gateway.dial.HttpDialer;
import dev.sluice.gateway.generate.Generations;
import dev.sluice.gateway.generate.Upstream;
import dev.sluice.gateway.http.CannotListen;
import dev.sluice.gateway.http.ErrorWriter;
import dev.sluice.gateway.http.Handler;
import dev.sluice.gateway.http.HttpListener;
import dev.sluice.gateway.operate.AccessLogger;
import dev.sluice.gateway.operate.AdminGate;
import dev.sluice.gateway.operate.AdminPages;
import dev.sluice.gateway.operate.Metrics;
import dev.sluice.gateway.serve.AccessLog;
import dev.sluice.gateway.serve.FrontDoor;
import dev.sluice.gateway.serve.FrontDoors;
import dev.sluice.time.Ticker;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running gateway: settings in, a started gateway out. Any number of them may run in one process.
 * Safe from every thread.
 */
public final class Gateway implements AutoCloseable {

  private final Configuration configuration;
  private final Ends ends;
  private final Metrics metrics = new Metrics();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final Ticker ticker = new SystemTicker();
  private final EventLoopGroup loops;
  private final ExecutorService offLoop;
  private final Generations generations;
  private final Map<String, Upstream> upstreams = new LinkedHashMap<>();
  private final HttpListener data;
  private final HttpListener admin;

  /**
   * Starts one. When this returns, both listeners answer.
   *
   * @throws CannotStart if the settings must not be served or an address cannot be had; nothing is
   *     left running then
   */
  public static Gateway start(Configuration configuration) throws CannotStart {
    var ends = new Ends();
    try {
      return new Gateway(configuration, ends);
    } catch (CannotStart | RuntimeException e) {
      ends.run();
      throw e;
    }
  }

  private Gateway(Configuration configuration, Ends ends) throws CannotStart {
    refuseIfWrong(configuration);
    this.configuration = configuration;
    this.ends = ends;
    loops = ends.own(Loops.start(), Loops::end);
    offLoop = ends.own(Executors.newVirtualThreadPerTaskExecutor(), ExecutorService::shutdownNow);
    var dialer = ends.own(new HttpDialer(DialSettings.defaults()), HttpDialer::close);
    generations =
        new Generations(
            dialer, Limited.generations(configuration.limits(), Parts.fresh()), metrics, ticker);
    findUpstreams();
    var door = door();
    var pages = new AdminPages(metrics, draining::get, adminGate());
    data = listen(configuration.listen(), door, door, "--port");
    admin = listen(configuration.admin(), pages, ErrorWriter.PLAIN, "--admin-port");
    refuseIfWrong(configuration.bound(data.port(), admin.port()));
    watch();
  }

  private static void refuseIfWrong(Configuration configuration) throws CannotStart {
    var refusals = configuration.refusals();
    if (!refusals.isEmpty()) {
      throw new CannotStart(refusals);
    }
  }

  private void findUpstreams() {
    for (var entry : configuration.providers()) {
      upstreams.put(entry.name(), Wired.upstream(entry));
    }
    if (configuration.demo()) {
      upstreams.put(Demo.NAME, ends.own(Demo.start(), Demo::close).upstream());
    }
  }

  private FrontDoor door() {
    var sites =
        new Sites(configuration.listen().host(), configuration.hosts(), configuration.origins());
    var means =
        new FrontDoors.Means(
            Parts.memory(),
            lines(),
            Parts.fresh(),
            offLoop,
            configuration.limits().client().heartbeat().toNanos(),
            configuration.limits().sizes().bodyBytes(),
            ticker);
    return FrontDoors.of(
        new FrontDoors.Gate(sites, new Admission(Wired.keys(configuration.keys()))),
        new FrontDoors.Ways(Wired.router(configuration), upstreams, generations),
        means);
  }

  private AccessLog lines() {
    var log = new AccessLogger();
    return ended -> {
      log.ended(ended);
      metrics.ended(ended);
    };
  }

  private AdminGate adminGate() {
    var address = configuration.admin();
    return new AdminGate(
        new Sites(address.host(), configuration.hosts(), List.of()),
        !address.loopback(),
        configuration.adminToken().map(Access.Secret::reveal));
  }

  private HttpListener listen(Address address, Handler handler, ErrorWriter errors, String flag)
      throws CannotStart {
    var settings = Limited.listener(address, configuration.limits());
    try {
      return ends.own(HttpListener.start(settings, handler, errors, loops), HttpListener::close);
    } catch (CannotListen e) {
      throw new CannotStart(
          "cannot listen on " + address + ": " + why(String.valueOf(e.getCause()), flag));
    }
  }

  private static String why(String cause, String flag) {
    if (cause.contains("in use")) {
      return "it is in use, perhaps by another sluice; end that, or choose another port with "
          + flag;
    }
    return cause.contains("Permission denied")
        ? "ports below 1024 need a permission; choose another with " + flag
        : "it is not an address of this machine; choose one that is (listen:, admin:, --host)";
  }

  private void watch() {
    metrics.gauge(
        "sluice.open.generations", "Answers that have no terminal chunk yet.", generations::open);
    metrics.gauge(
        "sluice.open.timers", "Timers that open answers have set.", generations.openTimers()::get);
    metrics.gauge(
        "sluice.held.request.bytes",
        "Bytes of requests that answers still hold because an attempt may need them.",
        () -> (int) Math.min(Integer.MAX_VALUE, generations.heldRequestBytes()));
    metrics.gauge(
        "sluice.open.streams",
        "Requests whose head is read and whose answer is not complete.",
        data::openExchanges);
    Loops.watch(loops, metrics::loopLag);
  }

  /** Where clients ask, with the port that it got. */
  public Address dataAddress() {
    return new Address(configuration.listen().host(), data.port());
  }

  /** Where its operator looks, with the port that it got. */
  public Address adminAddress() {
    return new Address(configuration.admin().host(), admin.port());
  }

  /** The providers with their addresses, in the order of the settings. */
  public Map<String, URI> providers() {
    var addresses = new LinkedHashMap<String, URI>();
    upstreams.forEach((name, upstream) -> addresses.put(name, upstream.provider().baseUrl()));
    return addresses;
  }

  /** How many answers have no terminal chunk yet. */
  public int openGenerations() {
    return generations.open();
  }

  /**
   * Stops serving in steps, up to the time that the settings give open streams; returns when none
   * is open. Then only {@link #close} is left to call.
   */
  public void drain() {
    new Drain(data, generations, configuration.limits().client().drain(), draining).run();
  }

  /** Ends everything at once: listeners, calls, loops. Idempotent. */
  @Override
  public void close() {
    ends.run();
  }
}
