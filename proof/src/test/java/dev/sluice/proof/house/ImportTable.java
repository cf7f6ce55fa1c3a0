package dev.sluice.proof.house;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may import what. A name stands for a package, one with {@code .*} for it and all beneath it,
 * one with {@code #} for a single type. What is not here is forbidden, and so is a package of ours
 * without a row.
 */
final class ImportTable {

  private static final List<String> PURE =
      List.of(
          "java.lang.*",
          "java.util.*",
          "java.nio.*",
          "java.time.*",
          "java.math",
          "java.security#MessageDigest",
          "java.security#NoSuchAlgorithmException",
          "org.jspecify.annotations");
  private static final List<String> CORE =
      List.of(
          "dev.sluice.chat",
          "dev.sluice.frame",
          "dev.sluice.json",
          "dev.sluice.dialect.*",
          "dev.sluice.journal",
          "dev.sluice.run",
          "dev.sluice.time");
  private static final List<String> GATEWAY =
      List.of("java.*", "javax.*", "org.jspecify.annotations", "org.slf4j.*", "io.micrometer.*");
  private static final List<String> EVENT_LOOPS =
      List.of(
          "io.netty.channel#EventLoop",
          "io.netty.channel#EventLoopGroup",
          "io.netty.util.concurrent#EventExecutor",
          "io.netty.util.concurrent#Future",
          "io.netty.util.concurrent#ScheduledFuture");

  private final Map<String, List<String>> rows = new LinkedHashMap<>();

  ImportTable() {
    core();
    row("dev.sluice.lab.*", List.of("java.*", "javax.*", "org.jspecify.annotations"))
        .may("io.netty.*", "tools.jackson.core.*", "dev.sluice.lab.*");
    gateway();
  }

  private void core() {
    row("dev.sluice.chat", PURE);
    row("dev.sluice.time", PURE);
    row("dev.sluice.frame", PURE);
    row("dev.sluice.json", PURE).may("tools.jackson.core.*");
    row("dev.sluice.dialect", PURE).may("dev.sluice.frame", "dev.sluice.json", "dev.sluice.chat");
    for (var protocol : List.of("openai", "anthropic", "bedrock")) {
      row("dev.sluice.dialect." + protocol, PURE)
          .may("dev.sluice.dialect", "dev.sluice.frame", "dev.sluice.json", "dev.sluice.chat");
    }
    row("dev.sluice.journal", PURE).may("dev.sluice.chat");
    row("dev.sluice.run", PURE)
        .may("dev.sluice.chat", "dev.sluice.journal", "dev.sluice.frame", "dev.sluice.dialect");
  }

  private void gateway() {
    row("dev.sluice.gateway.http", GATEWAY)
        .may("dev.sluice.frame#Bytes", "dev.sluice.time#Ticker")
        .may("io.netty.*");
    row("dev.sluice.gateway.serve", GATEWAY)
        .may(CORE)
        .may(rooms("http", "admit", "route", "generate", "deliver"))
        .may(EVENT_LOOPS);
    row("dev.sluice.gateway.generate", GATEWAY).may(CORE).may(rooms("dial")).may(EVENT_LOOPS);
    row("dev.sluice.gateway.deliver", GATEWAY).may(CORE).may("io.netty.*");
    row("dev.sluice.gateway.dial", GATEWAY)
        .may(CORE)
        .may("io.netty.*", "software.amazon.awssdk.*", "com.github.benmanes.caffeine.cache");
    row("dev.sluice.gateway.admit", GATEWAY).may(CORE);
    row("dev.sluice.gateway.route", GATEWAY).may(CORE);
    row("dev.sluice.gateway.store", GATEWAY).may(CORE).may("com.github.benmanes.caffeine.cache");
    row("dev.sluice.gateway.configure", GATEWAY).may(CORE).may("org.snakeyaml.*");
    row("dev.sluice.gateway.operate", GATEWAY)
        .may(CORE)
        .may(rooms("http", "serve", "admit", "route", "generate", "deliver", "dial", "store"))
        .may(rooms("configure"))
        .may("ch.qos.logback.*");
    row("dev.sluice.gateway", GATEWAY)
        .may(CORE)
        .may(rooms("http", "serve", "admit", "route", "generate", "deliver", "dial", "store"))
        .may(rooms("configure", "operate"))
        .may(EVENT_LOOPS)
        .may("dev.sluice.lab");
    row("dev.sluice.gateway.cli", GATEWAY)
        .may(CORE)
        .may(EVENT_LOOPS)
        .may("dev.sluice.gateway.*", "dev.sluice.lab.*", "picocli.*");
  }

  private static List<String> rooms(String... names) {
    var rooms = new ArrayList<String>();
    for (var name : names) {
      rooms.add("dev.sluice.gateway." + name);
    }
    return rooms;
  }

  /** A row under construction. */
  private record Row(List<String> allowed) {
    Row may(String... names) {
      return may(List.of(names));
    }

    Row may(List<String> names) {
      allowed.addAll(names);
      return this;
    }
  }

  private Row row(String name, List<String> allowed) {
    var row = new Row(new ArrayList<>(allowed));
    rows.put(name, row.allowed());
    return row;
  }

  /** Whether the table has a row for this package. */
  boolean names(String packageName) {
    return row(packageName).isPresent();
  }

  /** The name of the row for this package. */
  Optional<String> row(String packageName) {
    return rows.keySet().stream().filter(row -> covers(row, packageName, "")).findFirst();
  }

  /** Whether a type of this package may use that type. */
  boolean allows(String packageName, String targetPackage, String targetType) {
    if (packageName.equals(targetPackage)) {
      return true;
    }
    for (var row : rows.entrySet()) {
      if (covers(row.getKey(), packageName, "")
          && row.getValue().stream().anyMatch(name -> covers(name, targetPackage, targetType))) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String name, String packageName, String type) {
    if (name.endsWith(".*")) {
      var prefix = name.substring(0, name.length() - 2);
      return packageName.equals(prefix) || packageName.startsWith(prefix + ".");
    }
    int hash = name.indexOf('#');
    return hash < 0
        ? packageName.equals(name)
        : packageName.equals(name.substring(0, hash)) && type.equals(name.substring(hash + 1));
  }
}
