package dev.sluice.gateway.dial;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksOnceForAllWhoWait() throws Exception {
    var answer = new CountDownLatch(1);
    var names =
        new Names(
            _ -> {
              asked.incrementAndGet();
              try {
                answer.await();
              } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted");
              }
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            },
            HOUR);
    var first = resolve(names, "a.test");
    var second = resolve(names, "a.test");
    answer.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS)).hasSize(1);
    assertThat(second.get(10, TimeUnit.SECONDS)).hasSize(1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksAgainWhenTheTimeIsOver() throws Exception {
    var names = new Names(this::loopback, 0);
    resolve(names, "a.test").get(10, TimeUnit.SECONDS);
    resolve(names, "a.test").get(10, TimeUnit.SECONDS);

    assertThat(asked).hasValue(2);
  }

  @Test
  void keepsWhatItKnowsMeanwhile() throws Exception {
    var names = new Names(this::loopback, HOUR);
    resolve(names, "a.test").get(10, TimeUnit.SECONDS);
    resolve(names, "a.test").get(10, TimeUnit.SECONDS);

    assertThat(asked).hasValue(1);
  }

  @Test
  void doesNotKeepAFailure() throws Exception {
    var names =
        new Names(
            host -> {
              asked.incrementAndGet();
              throw new UnknownHostException(host);
            },
            HOUR);

    assertThat(resolve(names, "a.test").get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(resolve(names, "a.test").get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void asksNobodyForAnAddress() throws Exception {
    var names = new Names(this::loopback, HOUR);

    assertThat(resolve(names, "127.0.0.1")).isCompleted();
    assertThat(resolve(names, "::1")).isCompleted();
    assertThat(asked).hasValue(0);
  }

  private InetAddress[] loopback(String host) {
    asked.incrementAndGet();
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private static CompletableFuture<List<InetAddress>> resolve(Names names, String host) {
    var found = new CompletableFuture<List<InetAddress>>();
    names.resolve(host, Runnable::run, found::complete);
    return found;
  }
}
