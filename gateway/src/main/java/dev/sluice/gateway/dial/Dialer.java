package dev.sluice.gateway.dial;

import dev.sluice.dialect.ProviderCall;
import io.netty.channel.EventLoop;

/** Makes calls to providers. */
public interface Dialer {

  /**
   * Starts a call on {@code loop}; must be called there. Blocking work (credentials, DNS) happens
   * elsewhere.
   */
  Call dial(EventLoop loop, Provider provider, ProviderCall call, CallListener listener);
}
