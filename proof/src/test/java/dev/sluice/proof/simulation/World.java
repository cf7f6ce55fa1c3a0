package dev.sluice.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.Principal;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.dialect.anthropic.AnthropicDialect;
import dev.sluice.dialect.bedrock.BedrockDialect;
import dev.sluice.dialect.openai.OpenAiDialect;
import dev.sluice.gateway.dial.Credential;
import dev.sluice.gateway.dial.Provider;
import dev.sluice.gateway.generate.GenerationSettings;
import dev.sluice.gateway.generate.GenerationSpec;
import dev.sluice.gateway.generate.Generations;
import dev.sluice.gateway.generate.OnDisconnect;
import dev.sluice.gateway.generate.Upstream;
import dev.sluice.journal.JournalBounds;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.run.Clock;
import dev.sluice.run.RunSettings;
import dev.sluice.run.State;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One seed: some answers, their providers and readers, until nothing is left to happen. */
final class World {

  static final long LAG_HIGH_BYTES = 8 << 10;
  static final long LAG_LOW_BYTES = 2 << 10;
  static final long LAG_ALONE_BYTES = 64 << 10;

  private static final int TASKS_MAX = 200_000;
  private static final long MILLI = 1_000_000L;

  private final Random random;
  private final Plant plant;
  private final VirtualTime time;
  private final Fresh fresh;
  private final List<VirtualLoop> loops = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final SimulatedProvider provider;
  private final Generations generations;

  World(long seed, Plant plant) {
    this.random = new Random(seed);
    this.plant = plant;
    this.time = new VirtualTime(random);
    this.fresh = new Fresh(random, time::millis);
    this.provider = new SimulatedProvider(random, plant);
    this.generations = new Generations(provider, settings(fresh), new SilentMeters(), time);
    for (var i = 0; i < 3; i++) {
      loops.add(time.loop());
    }
  }

  static GenerationSettings settings(Fresh fresh) {
    var clocks = new EnumMap<Clock, Duration>(Clock.class);
    for (var clock : Clock.values()) {
      clocks.put(clock, Duration.ofSeconds(30));
    }
    clocks.put(Clock.DNS, Duration.ofSeconds(2));
    clocks.put(Clock.CONNECT, Duration.ofSeconds(3));
    clocks.put(Clock.TLS, Duration.ofSeconds(5));
    clocks.put(Clock.CREDENTIALS, Duration.ofSeconds(10));
    clocks.put(Clock.FIRST_TOKEN, Duration.ofMinutes(1));
    clocks.put(Clock.STALL_CONTENT, Duration.ofMinutes(2));
    clocks.put(Clock.TOTAL, Duration.ofMinutes(15));
    clocks.put(Clock.COMMIT, Duration.ofSeconds(10));
    return new GenerationSettings(
        new RunSettings(clocks),
        16 << 20,
        32 << 20,
        JournalBounds.dropping(LAG_HIGH_BYTES, LAG_LOW_BYTES, LAG_ALONE_BYTES),
        fresh);
  }

  /** Lets everything happen; throws at the first event after which something is not as it must. */
  void run() {
    if (plant == Plant.TIMER_LOST) {
      loops.forEach(VirtualLoop::loseTimers);
    }
    var answers = 1 + random.nextInt(2);
    for (var i = 0; i < answers; i++) {
      plan(i);
    }
    var tasks = 0;
    while (time.step()) {
      check();
      tasks++;
      if (tasks > TASKS_MAX) {
        throw new AssertionError("still busy after " + tasks + " events");
      }
    }
    checkEnd();
  }

  /** What happened, in short. */
  List<String> trace() {
    return witnesses.stream()
        .map(witness ->
            witness.size()
                + " chunks, "
                + witness.answer().ending().outcome()
                + ", "
                + time.nanos())
        .toList();
  }

  private void plan(int number) {
    var home = loop();
    var witness = new Witness(time);
    witnesses.add(witness);
    later(home, random.nextInt(500), () -> ask(number, home, witness));
    var readers = random.nextInt(4);
    for (var i = 0; i < readers; i++) {
      var reader = new SimulatedReader(time, home, loop(), witness, random, plant);
      later(
          home,
          random.nextInt(2_000),
          () -> {
            if (witness.asked()) {
              reader.join();
            }
          });
    }
    if (random.nextInt(10) == 0) {
      later(
          loop(),
          random.nextInt(5_000),
          () -> {
            if (witness.asked()) {
              witness.answer().stop();
            }
          });
    }
    if (random.nextInt(30) == 0) {
      later(loop(), random.nextInt(20_000), generations::interruptAll);
    }
  }

  private VirtualLoop loop() {
    return loops.get(random.nextInt(loops.size()));
  }

  private static void later(VirtualLoop loop, int millis, VirtualLoop.Kept task) {
    loop.execute(() -> {
      var _ = loop.schedule(task, millis * MILLI, TimeUnit.NANOSECONDS);
    });
  }

  private void ask(int number, VirtualLoop home, Witness witness) {
    var script = Script.of(random);
    var name = "provider-" + number;
    provider.plays(name, script);
    var dialect = dialect(script.protocol());
    var upstream =
        new Upstream(
            new Provider(
                name,
                URI.create("http://127.0.0.1:1"),
                new Credential.Bearer(new Credential.Secret("sk-simulated"))),
            dialect,
            Set.of(),
            Optional.empty());
    var policy = random.nextInt(4) == 0 ? OnDisconnect.FINISH : OnDisconnect.CANCEL;
    var spec = new GenerationSpec(upstream, request(script, dialect), witness, policy);
    var answer = generations.ask(spec, Principal.of("key-" + number), home);
    witness.of(answer);
    var client =
        new SimulatedClient(
            home,
            time,
            random,
            dialect(Protocol.values()[random.nextInt(3)]),
            random.nextBoolean());
    client.reads(answer, fresh);
    witness.reads(client);
  }

  static Dialect dialect(Protocol protocol) {
    return switch (protocol) {
      case CHAT -> new OpenAiDialect();
      case MESSAGES -> new AnthropicDialect();
      case CONVERSE -> new BedrockDialect();
    };
  }

  private ProviderCall request(Script script, Dialect dialect) {
    var body =
        "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
            + "word ".repeat(random.nextInt(40))
            + "\"}]}";
    var call = new ClientCall("/v1/chat/completions", Map.of(), body.getBytes(UTF_8));
    if (!(dialect(Protocol.CHAT).read(call) instanceof ReadResult.Accepted(var request))) {
      throw new AssertionError("the request is refused");
    }
    var target =
        new Target(
            "provider",
            script.model(),
            random.nextInt(5) > 0,
            Set.of(),
            Optional.empty(),
            signature -> false);
    if (!(dialect.write(request, target) instanceof WriteResult.Written written)) {
      throw new AssertionError("the request cannot be written");
    }
    return written.call();
  }

  private void check() {
    var open = 0;
    for (var witness : witnesses) {
      witness.check(paused());
      if (witness.asked()
          && witness.answer().state() != State.ENDED
          && witness.answer().state() != State.FRESH) {
        open++;
      }
    }
    var timers = generations.openTimers().get();
    if (timers != open) {
      throw new AssertionError(timers + " alarms for " + open + " answers");
    }
  }

  private boolean paused() {
    for (var call : provider.calls()) {
      if (call.open() && call.paused()) {
        return true;
      }
    }
    return false;
  }

  private void checkEnd() {
    witnesses.forEach(Witness::checkEnd);
    time.require(generations.open() == 0, "open answers: " + generations.open());
    time.require(
        generations.heldRequestBytes() == 0, "requests held: " + generations.heldRequestBytes());
    time.require(
        provider.calls().stream().noneMatch(ScriptedCall::open), "a call to a provider is open");
  }
}
