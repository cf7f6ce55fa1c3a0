package dev.sluice.proof.matrix;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Runs cells: starts the servers and the SDKs' drivers, asks, and judges.
 *
 * <p>{@code Matrix [--only NAME]}: NAME is a part of a cell's name, {@code
 * client/upstream/mode/scenario}. Prints what is wrong and exits 1 where something is.
 */
public final class Matrix {
  /** Calls at once over all SDKs, and per SDK: two cores must not turn waiting into failure. */
  private static final int CALLS_MAX = 16;

  private static final int CALLS_PER_CLIENT_MAX = 6;

  private static final long LOG_LINE_MILLIS = 5_000;
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private final Servers servers;
  private final Map<Client, SdkProcess> sdks;
  private final Map<Client, Semaphore> turns = new EnumMap<>(Client.class);
  private final Semaphore calls = new Semaphore(CALLS_MAX);

  private Matrix(Servers servers, Map<Client, SdkProcess> sdks) {
    this.servers = servers;
    this.sdks = sdks;
    sdks.keySet().forEach(client -> turns.put(client, new Semaphore(CALLS_PER_CLIENT_MAX)));
  }

  /** Runs every cell that {@code wanted} takes and that is not empty, in the order of the cells. */
  static List<Verdict> run(Predicate<Cell> wanted) throws IOException, InterruptedException {
    var cells =
        Cell.all().stream().filter(cell -> Empty.reason(cell).isEmpty()).filter(wanted).toList();
    var sdks = new EnumMap<Client, SdkProcess>(Client.class);
    try (var servers = new Servers(cells.stream().anyMatch(cell -> !cell.direct()))) {
      start(cells, sdks, servers);
      return new Matrix(servers, sdks).run(cells);
    } finally {
      sdks.values().forEach(SdkProcess::close);
    }
  }

  /** Starts the drivers one by one and lets each load its SDK: no cell pays for that. */
  private static void start(List<Cell> cells, Map<Client, SdkProcess> sdks, Servers servers)
      throws IOException, InterruptedException {
    for (var cell : cells) {
      var client = cell.client();
      if (sdks.containsKey(client)) continue;
      var sdk = new SdkProcess(client);
      sdks.put(client, sdk);
      for (var mode : Mode.values()) sdk.ask(Question.warmUp(client, mode, servers));
    }
  }

  private List<Verdict> run(List<Cell> cells) throws InterruptedException {
    var running = new ArrayList<Future<Verdict>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var cell : cells) running.add(threads.submit(() -> ask(cell)));
      var verdicts = new ArrayList<Verdict>();
      for (var verdict : running) verdicts.add(verdict.get());
      return withLog(verdicts);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  private Verdict ask(Cell cell) throws IOException, InterruptedException {
    var turn = requireNonNull(turns.get(cell.client()));
    turn.acquire();
    calls.acquire();
    try {
      return judge(cell, requireNonNull(sdks.get(cell.client())).ask(Question.of(cell, servers)));
    } finally {
      calls.release();
      turn.release();
    }
  }

  private static Verdict judge(Cell cell, JsonNode result) {
    var findings = new Findings();
    switch (cell.scenario().kind) {
      case ANSWER -> Expected.check(cell, result, findings);
      case STATUS, BROKEN -> Raised.check(cell, result, findings);
    }
    return new Verdict(cell, findings.shown(), requestId(result), findings.wrong());
  }

  private static String requestId(JsonNode result) {
    var own = result.path("requestId").asText("");
    return own.isEmpty() || own.equals("null")
        ? result.path("error").path("requestId").asText("")
        : own;
  }

  /** Compares the request ids with the gateways' log, which may trail the answers a little. */
  private List<Verdict> withLog(List<Verdict> verdicts) throws InterruptedException {
    var deadline = System.nanoTime() + LOG_LINE_MILLIS * 1_000_000;
    var log = servers.log();
    while (System.nanoTime() < deadline && !verdicts.stream().allMatch(logged(log))) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      log = servers.log();
    }
    var lines = log;
    return verdicts.stream().map(verdict -> withLog(verdict, lines)).toList();
  }

  private static Predicate<Verdict> logged(String log) {
    return verdict ->
        verdict.cell().direct()
            || verdict.requestId().isEmpty()
            || log.contains(verdict.requestId());
  }

  private static Verdict withLog(Verdict verdict, String log) {
    var wrong = new ArrayList<>(verdict.wrong());
    var cell = verdict.cell();
    var id = verdict.requestId();
    if (id.isEmpty()) {
      if (!cell.direct()) wrong.add("the SDK shows no request id");
      return new Verdict(cell, verdict.shown(), id, wrong);
    }
    if (!logged(log).test(verdict)) wrong.add("no log line has the request id " + id);
    var shown = cell.direct() ? verdict.shown() : verdict.shown() + ", request id";
    return new Verdict(cell, shown, id, wrong);
  }

  /** Runs the cells whose name holds {@code NAME}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var only = args.length == 2 && args[0].equals("--only") ? args[1] : "";
    var verdicts = run(cell -> cell.name().contains(only));
    for (var verdict : verdicts) {
      if (only.isEmpty() && verdict.wrong().isEmpty()) continue;
      System.out.println(line(verdict));
    }
    var wrong = verdicts.stream().filter(verdict -> !verdict.wrong().isEmpty()).count();
    System.out.println(verdicts.size() + " cells run, " + wrong + " wrong");
    System.exit(wrong == 0 && !verdicts.isEmpty() ? 0 : 1);
  }

  private static String line(Verdict verdict) {
    var mark = verdict.wrong().isEmpty() ? "ok    " : "WRONG ";
    return mark + verdict.cell().name() + ": " + verdict.shown() + said(verdict.wrong());
  }

  private static String said(List<String> wrong) {
    return wrong.isEmpty() ? "" : "\n      " + String.join("\n      ", wrong);
  }
}
