package dev.sluice.gateway.dial;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.ProviderHead;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call: proof, connection, request, answer. Everything on its loop. */
final class HttpCall implements Call, Connector.Steps, Connection.Exchange {
  private final EventLoop loop;
  private final DialSettings settings;
  private final Provider provider;
  private final Origin origin;
  private final ProviderCall call;
  private final CallListener listener;
  private final Pool pool;
  private final Connector connector;
  private Map<String, String> proof = Map.of();
  private @Nullable Channel opening;
  private @Nullable Connection connection;
  private boolean over;
  private boolean paused;
  private boolean again;

  HttpCall(
      EventLoop loop,
      DialSettings settings,
      Provider provider,
      ProviderCall call,
      CallListener listener,
      Pool pool,
      Connector connector) {
    this.loop = loop;
    this.settings = settings;
    this.provider = provider;
    this.origin = Origin.of(provider);
    this.call = call;
    this.listener = listener;
    this.pool = pool;
    this.connector = connector;
  }

  void start(Credentials credentials) {
    if (!over) {
      credentials.prove(provider, call, loop, this::proven);
    }
  }

  // What the caller does.

  @Override
  public void pause() {
    paused = true;
    if (connection != null) {
      connection.reading(false);
    }
  }

  @Override
  public void resume() {
    paused = false;
    if (connection != null) {
      connection.reading(true);
    }
  }

  @Override
  public void cancel() {
    over = true;
    if (connection != null) {
      connection.close();
      connection = null;
    } else if (opening != null) {
      var _ = opening.close();
      opening = null;
    }
  }

  @Override
  public void done() {
    var used = connection;
    if (over || used == null || !used.worthDraining()) {
      cancel();
      return;
    }
    over = true;
    connection = null;
    new Drain(used, settings).start(loop);
  }

  // How it goes.

  private void proven(Credentials.Proof given) {
    if (over) {
      return;
    }
    switch (given) {
      case Credentials.Proof.Headers headers -> {
        proof = headers.headers();
        var idle = pool.take(origin);
        if (idle.isPresent()) {
          ready(idle.get());
        } else {
          connector.connect(loop, origin, pool, this);
        }
      }
      case Credentials.Proof.Refused refused -> failed(refused.failure());
    }
  }

  @Override
  public boolean abandoned() {
    return over;
  }

  @Override
  public void opening(Channel channel) {
    opening = channel;
  }

  @Override
  public void resolved() {
    if (!again) {
      listener.resolved();
    }
  }

  @Override
  public void connected() {
    if (!again) {
      listener.connected();
    }
  }

  @Override
  public void secured() {
    if (!again) {
      listener.secured();
    }
  }

  @Override
  public void ready(Connection ready) {
    opening = null;
    connection = ready;
    ready.reading(!paused);
    try {
      ready.send(Heads.request(provider, origin, call, proof, settings.userAgent()), this);
    } catch (IllegalArgumentException e) {
      // Not its message: it may hold the key.
      ready.close();
      failed(
          Failure.of(
              ErrorCode.UPSTREAM_ERROR,
              "provider "
                  + provider.name()
                  + ": the key or the model name holds characters that HTTP cannot carry"));
    }
  }

  @Override
  public void failed(Failure failure) {
    over = true;
    connection = null;
    opening = null;
    listener.broken(failure);
  }

  @Override
  public void sent() {
    if (!again) {
      listener.sent();
    }
  }

  @Override
  public void head(ProviderHead head) {
    listener.head(head);
  }

  @Override
  public void bytes(byte[] bytes, int offset, int length) {
    listener.bytes(bytes, offset, length);
  }

  @Override
  public void ended() {
    over = true;
    connection = null;
    listener.ended();
  }

  @Override
  public void broken(Failure failure, boolean stale) {
    connection = null;
    if (stale && !again) {
      again = true;
      connector.connect(loop, origin, pool, this);
      return;
    }
    failed(failure);
  }
}
