package dev.sluice.gateway.cli;

import dev.sluice.gateway.admit.Admission;
import dev.sluice.gateway.admit.Sites;
import dev.sluice.gateway.configure.Address;
import dev.sluice.gateway.configure.Configuration;
import dev.sluice.gateway.configure.Protocol;
import dev.sluice.gateway.configure.ProviderEntry;
import dev.sluice.gateway.dial.Credential;
import dev.sluice.gateway.dial.DialSettings;
import dev.sluice.gateway.dial.HttpDialer;
import dev.sluice.gateway.dial.Provider;
import dev.sluice.gateway.generate.Generations;
import dev.sluice.gateway.generate.Upstream;
import dev.sluice.gateway.http.CannotListen;
import dev.sluice.gateway.http.ErrorWriter;
import dev.sluice.gateway.http.HttpListener;
import dev.sluice.gateway.http.ListenerSettings;
import dev.sluice.gateway.operate.AdminPages;
import dev.sluice.gateway.operate.EndLog;
import dev.sluice.gateway.operate.Metrics;
import dev.sluice.gateway.route.Router;
import dev.sluice.gateway.serve.FrontDoor;
import dev.sluice.gateway.serve.FrontDoors;
import dev.sluice.lab.LabServer;
import dev.sluice.lab.LabSettings;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running gateway: everything joined. */
final class Server {

  private final Configuration configuration;
  private final Metrics metrics = new Metrics();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final EventLoopGroup loops = Loops.start();
  private final HttpDialer dialer = new HttpDialer(DialSettings.defaults());
  private final Generations generations;

  private Server(Configuration configuration) {
    this.configuration = configuration;
    this.generations =
        new Generations(
            dialer, Limited.generations(configuration.limits(), Parts.fresh()), metrics);
  }

  /** Starts it and gives its data port, or says why not. */
  static int start(Configuration configuration) throws CannotServe {
    return new Server(configuration).open();
  }

  private int open() throws CannotServe {
    var door = door();
    var data = listen(configuration.listen(), door, door, "--port");
    var pages = new AdminPages(metrics, draining::get);
    var admin = listen(configuration.admin(), pages, ErrorWriter.PLAIN, "--admin-port");
    var refusals = configuration.bound(data.port(), admin.port()).refusals();
    if (!refusals.isEmpty()) {
      throw new CannotServe(refusals);
    }
    metrics.gauge("sluice.open.generations", generations::open);
    metrics.gauge("sluice.open.timers", generations.openTimers()::get);
    metrics.gauge("sluice.open.streams", data::openExchanges);
    Loops.watch(loops, metrics::loopLag);
    Signals.onStop(
        new Drain(data, generations, configuration.limits().client().drain(), draining)::run);
    say(data, admin);
    return data.port();
  }

  private void say(HttpListener data, HttpListener admin) {
    System.out.println(
        "sluice ready on http://"
            + at(configuration.listen(), data)
            + " admin http://"
            + at(configuration.admin(), admin));
    if (configuration.demo()) {
      System.out.println(
          "no provider is configured: every model name answers with the demo's scripted texts");
    }
  }

  private static Address at(Address configured, HttpListener listener) {
    return new Address(configured.host(), listener.port());
  }

  private HttpListener listen(
      Address address, dev.sluice.gateway.http.Handler handler, ErrorWriter errors, String flag)
      throws CannotServe {
    ListenerSettings settings = Limited.listener(address, configuration.limits());
    try {
      return HttpListener.start(settings, handler, errors, loops);
    } catch (CannotListen e) {
      throw new CannotServe(
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

  private FrontDoor door() {
    var dialects =
        new FrontDoors.Dialects(
            Parts.dialect(Protocol.OPENAI),
            Parts.dialect(Protocol.ANTHROPIC),
            Parts.dialect(Protocol.BEDROCK));
    var sites =
        new Sites(configuration.listen().host(), configuration.hosts(), configuration.origins());
    var router = new Router(configuration.routing(), configuration.families());
    var means =
        new FrontDoors.Means(
            Parts.memory(),
            new EndLog(),
            Parts.fresh(),
            Executors.newVirtualThreadPerTaskExecutor(),
            configuration.limits().client().heartbeat().toNanos(),
            configuration.limits().sizes().bodyBytes());
    return FrontDoors.of(
        dialects,
        new FrontDoors.Gate(sites, new Admission(configuration.keys())),
        new FrontDoors.Ways(router, upstreams(), generations),
        means);
  }

  private Map<String, Upstream> upstreams() {
    var upstreams = new LinkedHashMap<String, Upstream>();
    for (var entry : configuration.demo() ? List.of(demo()) : configuration.providers()) {
      upstreams.put(
          entry.name(),
          new Upstream(
              entry.provider(),
              Parts.dialect(entry.protocol()),
              entry.without(),
              entry.anthropicVersion()));
    }
    return upstreams;
  }

  private static LabServer lab() {
    try {
      return LabServer.start(LabSettings.defaults().asDemo());
    } catch (IOException e) {
      throw new UncheckedIOException("the demo provider does not start", e);
    }
  }

  /** The lab in this very process, as the provider of those who have none. */
  private static ProviderEntry demo() {
    var lab = lab();
    var provider =
        new Provider(
            Configuration.DEMO,
            URI.create("http://127.0.0.1:" + lab.port() + "/v1"),
            new Credential.Bearer(new Credential.Secret("demo")));
    return new ProviderEntry(provider, Protocol.OPENAI, Set.of(), Optional.empty());
  }
}
