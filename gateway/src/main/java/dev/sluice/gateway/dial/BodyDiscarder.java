package dev.sluice.gateway.dial;

import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderHead;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rest of an answer that nobody wants: waits shortly for its end as HTTP says, so that the
 * connection can be used again.
 */
final class BodyDiscarder implements Connection.Listener {
  private final Connection connection;
  private final DialSettings settings;
  private @Nullable Future<?> timeout;
  private long discarded;

  BodyDiscarder(Connection connection, DialSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  void start(EventLoop loop) {
    connection.handOver(this);
    connection.reading(true);
    timeout =
        loop.schedule(connection::close, settings.drainTimeout().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void sent() {}

  @Override
  public void sending() {}

  @Override
  public void written() {}

  @Override
  public void head(ProviderHead head) {}

  @Override
  public void bytes(byte[] bytes, int offset, int length) {
    discarded += length;
    if (discarded > settings.drainBytesMax()) {
      connection.close();
      stop();
    }
  }

  @Override
  public void ended() {
    stop();
  }

  @Override
  public void broken(Failure failure, boolean stale) {
    stop();
  }

  private void stop() {
    if (timeout != null) {
      timeout.cancel(false);
    }
  }
}
