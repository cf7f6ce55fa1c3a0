package dev.sluice.lab.serve;

import dev.sluice.lab.fault.Step;
import io.netty.util.concurrent.EventExecutor;
import java.util.function.IntConsumer;

/** Where the steps of one call go. Used on its executor only. */
interface Wire {
  /** The loop of the connection. */
  EventExecutor executor();

  /** Whether the other side still takes. */
  boolean writable();

  /** Sends status and headers. */
  void head(Step.Head head);

  /** Sends bytes of the body; {@code sent} hears how many have reached the socket. */
  void body(byte[] bytes, IntConsumer sent);

  /** Sends bytes past all framing. */
  void raw(byte[] bytes);

  /** Ends the body properly; {@code done} runs when all has reached the socket. */
  void end(Runnable done);

  /** Closes without a proper end, when all has reached the socket. */
  void cut();

  /** Resets at once. */
  void reset();
}
