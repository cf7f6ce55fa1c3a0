package dev.sluice.gateway.dial;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.ProviderHead;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call: proof, connection, request, answer. Everything on its loop. */
final class HttpCall implements Call, Connector.Steps, Connection.Listener {
  private final EventLoop loop;
  private final Provider provider;
  private final Origin origin;
  private final CallListener listener;
  private final Parts parts;

  /** Dropped as soon as it cannot have to be sent again: its body may be large. */
  private @Nullable ProviderCall call;

  private @Nullable Map<String, String> proof;
  private @Nullable Runnable opening;
  private @Nullable Connection connection;
  private boolean over;
  private boolean paused;
  private boolean again;

  /** What the calls of one loop share. */
  record Parts(
      DialSettings settings, ConnectionPool pool, Connector connector, Authorizer credentials) {}

  HttpCall(
      EventLoop loop, Provider provider, ProviderCall call, CallListener listener, Parts parts) {
    this.loop = loop;
    this.provider = provider;
    this.origin = Origin.of(provider);
    this.call = call;
    this.listener = listener;
    this.parts = parts;
  }

  void start() {
    if (over) {
      return;
    }
    var idle = parts.pool().take(origin);
    if (idle.isPresent()) {
      ready(idle.get());
    } else {
      connect();
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
    call = null;
    if (connection != null) {
      connection.close();
      connection = null;
    } else if (opening != null) {
      opening.run();
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
    new BodyDiscarder(used, parts.settings()).start(loop);
  }

  // How it goes.

  private void connect() {
    parts.connector().connect(loop, origin, parts.pool(), this);
  }

  @Override
  public boolean abandoned() {
    return over;
  }

  @Override
  public void opening(Runnable stop) {
    opening = stop;
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

  /**
   * A connection stands. Only now we prove ourselves: where that takes its time (a token service),
   * none of the clocks for name, connection and TLS runs any more.
   */
  @Override
  public void ready(Connection ready) {
    opening = null;
    connection = ready;
    var asked = call;
    if (proof != null) {
      send(ready, proof);
    } else if (asked != null) {
      listener.proving();
      if (!over) {
        parts.credentials().prove(provider, asked, loop, this::proven);
      }
    }
  }

  private void proven(Authorizer.Proof given) {
    var ready = connection;
    if (over || ready == null) {
      return;
    }
    switch (given) {
      case Authorizer.Proof.Headers(Map<String, String> headers) -> {
        proof = headers;
        send(ready, headers);
      }
      case Authorizer.Proof.Refused(Failure failure) -> {
        ready.close();
        failed(failure);
      }
    }
  }

  private void send(Connection ready, Map<String, String> headers) {
    var asked = call;
    if (asked == null) {
      return;
    }
    FullHttpRequest request;
    try {
      request = Heads.request(provider, origin, asked, headers, parts.settings().userAgent());
    } catch (IllegalArgumentException e) {
      // Not its message: it may hold the key.
      ready.close();
      failed(
          Failure.of(
              ErrorCode.UPSTREAM_ERROR,
              "provider "
                  + provider.name()
                  + ": the key or the model name holds characters that HTTP cannot carry"));
      return;
    }
    ready.reading(!paused);
    ready.send(request, this);
  }

  @Override
  public void failed(Failure failure) {
    over = true;
    call = null;
    connection = null;
    opening = null;
    listener.broken(failure);
  }

  @Override
  public void sent() {
    listener.sent();
  }

  @Override
  public void sending() {
    listener.sending();
  }

  @Override
  public void written() {
    listener.written();
  }

  @Override
  public void head(ProviderHead head) {
    call = null;
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
      connect();
      return;
    }
    failed(failure);
  }
}
