package dev.sluice.gateway.operate;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: to standard error, written by a thread of their own. Whoever logs never
 * waits; when the queue is full because nobody reads our standard error, lines are dropped. Logback
 * finds this class by its service file and calls it once.
 *
 * <p>{@code SLUICE_LOG} says how: {@code text} (default) or {@code json}; {@code SLUICE_LOG_LEVEL}
 * from which level on (default {@code info}).
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {

  private static final int QUEUE_LINES_MAX = 8192;
  private static final int FLUSH_MILLIS_MAX = 1000;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var json = "json".equalsIgnoreCase(setting("sluice.log", "SLUICE_LOG", "text"));
    var level = setting("sluice.log.level", "SLUICE_LOG_LEVEL", "info");
    var encoder = json ? new JsonLine() : new TextLine();
    encoder.setContext(context);
    encoder.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    var queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE_LINES_MAX);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.setMaxFlushTime(FLUSH_MILLIS_MAX);
    queue.addAppender(console);
    queue.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(level, Level.INFO));
    root.addAppender(queue);
    context.getLogger("io.netty").setLevel(Level.WARN);
    context.getLogger("software.amazon").setLevel(Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static String setting(String property, String variable, String otherwise) {
    var value = System.getProperty(property, System.getenv(variable));
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /** Writes what is queued, at most for a second; to be called once, at the very end. */
  public static void flush() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }
}
