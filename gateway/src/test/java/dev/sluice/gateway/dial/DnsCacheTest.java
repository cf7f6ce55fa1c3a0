package dev.sluice.gateway.dial;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DnsCacheTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksOnceForAllWhoWait() throws Exception {
    var answer = new CountDownLatch(1);
    var names =
        new DnsCache(
            _ -> {
              asked.incrementAndGet();
              try {
                answer.await();
              } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted");
              }
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            },
            HOUR,
            clock::get);
    var first = resolve(names, "a.test");
    var second = resolve(names, "a.test");
    answer.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS)).hasSize(1);
    assertThat(second.get(10, TimeUnit.SECONDS)).hasSize(1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksAgainWhenTheTimeIsOver() throws Exception {
    var names = new DnsCache(this::loopback, MINUTE, clock::get);
    resolve(names, "a.test").get(10, TimeUnit.SECONDS);
    for (var i = 0; i < 100 && asked.get() == 1; i++) {
      clock.addAndGet(HOUR); // its time may begin only behind the answer, on the thread that asked
      resolve(names, "a.test").get(10, TimeUnit.SECONDS);
    }

    assertThat(asked).hasValue(2);
  }

  @Test
  void keepsWhatItKnowsMeanwhile() throws Exception {
    var names = new DnsCache(this::loopback, HOUR, clock::get);
    resolve(names, "a.test").get(10, TimeUnit.SECONDS);
    resolve(names, "a.test").get(10, TimeUnit.SECONDS);

    assertThat(asked).hasValue(1);
  }

  @Test
  void doesNotKeepAFailure() throws Exception {
    var names =
        new DnsCache(
            host -> {
              asked.incrementAndGet();
              throw new UnknownHostException(host);
            },
            HOUR,
            clock::get);

    assertThat(resolve(names, "a.test").get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(resolve(names, "a.test").get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void asksNobodyForAnAddress() throws Exception {
    var names = new DnsCache(this::loopback, HOUR, clock::get);

    assertThat(resolve(names, "127.0.0.1")).isCompleted();
    assertThat(resolve(names, "::1")).isCompleted();
    assertThat(asked).hasValue(0);
  }

  private InetAddress[] loopback(String host) {
    asked.incrementAndGet();
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private static CompletableFuture<List<InetAddress>> resolve(DnsCache names, String host) {
    var found = new CompletableFuture<List<InetAddress>>();
    names.resolve(host, Runnable::run, found::complete);
    return found;
  }
}
