package dev.sluice.gateway.dial;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to whichever of a name's addresses answers first.
 *
 * <p>An address that neither answers nor refuses holds the next one back for 250 ms, one that
 * refuses not at all; the families take turns. The first that is connected wins, and the others are
 * closed. Everything on the loop. Source: RFC 8305, §§4 and 5.
 */
final class Race {

  static final long DELAY_MILLIS = 250;

  /** More addresses than that are not tried for one connection. */
  static final int ADDRESSES_MAX = 8;

  private final EventLoop loop;
  private final Function<InetAddress, ChannelFuture> starter;
  private final Finish finish;
  private final ArrayDeque<InetAddress> waiting;
  private final List<Channel> running = new ArrayList<>(2);
  private @Nullable Future<?> timer;
  private boolean over;

  /** Hears how it went: one of the two, once, unless it is stopped. */
  interface Finish {
    void won(Channel channel);

    /** Every address failed; {@code cause} is what the last one said. */
    void lost(Throwable cause);
  }

  /**
   * @param addresses at least one, in the order of preference
   * @param starter begins to connect
   */
  Race(
      EventLoop loop,
      Collection<InetAddress> addresses,
      Function<InetAddress, ChannelFuture> starter,
      Finish finish) {
    this.loop = loop;
    this.starter = starter;
    this.finish = finish;
    this.waiting = new ArrayDeque<>(inTurns(addresses));
  }

  /** The addresses with their families taking turns, that of the first one first. */
  static List<InetAddress> inTurns(Collection<InetAddress> addresses) {
    var one = new ArrayDeque<InetAddress>();
    var other = new ArrayDeque<InetAddress>();
    for (var address : addresses) {
      var same = one.isEmpty() || one.peekFirst().getClass() == address.getClass();
      (same ? one : other).addLast(address);
    }
    var turns = new ArrayList<InetAddress>();
    while (turns.size() < ADDRESSES_MAX && !(one.isEmpty() && other.isEmpty())) {
      var turn = turns.size() % 2 == 0;
      var next = (turn && !one.isEmpty()) || other.isEmpty() ? one : other;
      turns.add(next.removeFirst());
    }
    return turns;
  }

  /** Begins with the first address. */
  void start() {
    next();
  }

  private void next() {
    cancelTimer();
    var address = waiting.pollFirst();
    if (over || address == null) {
      return;
    }
    var connecting = starter.apply(address);
    running.add(connecting.channel());
    if (!waiting.isEmpty()) {
      timer = loop.schedule(this::next, DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }
    connecting.addListener((ChannelFuture done) -> ended(done));
  }

  private void ended(ChannelFuture done) {
    if (over) {
      var _ = done.channel().close();
    } else if (done.isSuccess()) {
      running.remove(done.channel());
      stop();
      running.add(done.channel());
      finish.won(done.channel());
    } else {
      running.remove(done.channel());
      if (!waiting.isEmpty()) {
        next();
      } else if (running.isEmpty()) {
        over = true;
        finish.lost(done.cause());
      }
    }
  }

  /** Closes whatever is open: those under way, or the one that has won. */
  void stop() {
    over = true;
    cancelTimer();
    for (var channel : running) {
      var _ = channel.close();
    }
    running.clear();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
