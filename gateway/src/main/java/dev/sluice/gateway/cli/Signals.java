package dev.sluice.gateway.cli;

import dev.sluice.gateway.operate.LogConfigurator;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGTERM and SIGINT: the first drains, the second ends at once.
 *
 * <p>A shutdown hook would not hear the second one, so the JDK's own signal handlers are used; they
 * are called by reflection since the compiler lets nobody name them without a warning.
 */
final class Signals {

  private static final int ENDED_BY_SIGNAL = 128 + 15;

  private Signals() {}

  /**
   * Runs {@code drain} on a thread of its own at the first signal, and ends the process after it.
   */
  static void onStop(Runnable drain) {
    var stopping = new AtomicBoolean();
    Runnable heard =
        () -> {
          if (stopping.getAndSet(true)) {
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL);
          }
          Thread.ofPlatform().name("drain").start(() -> drainAndExit(drain));
        };
    for (var name : List.of("TERM", "INT")) {
      handle(name, heard);
    }
  }

  private static void drainAndExit(Runnable drain) {
    try {
      drain.run();
    } finally {
      LogConfigurator.flush();
      System.exit(0);
    }
  }

  private static void handle(String name, Runnable heard) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> answer(self, method.getName(), arguments, heard));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no signal handlers", e);
    }
  }

  private static Object answer(Object self, String method, Object[] arguments, Runnable heard) {
    return switch (method) {
      case "handle" -> {
        heard.run();
        yield method;
      }
      case "equals" -> System.identityHashCode(self) == System.identityHashCode(arguments[0]);
      case "hashCode" -> System.identityHashCode(self);
      default -> "signal handler";
    };
  }
}
