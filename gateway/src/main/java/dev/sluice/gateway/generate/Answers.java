package dev.sluice.gateway.generate;

import dev.sluice.chat.Principal;
import io.netty.channel.EventLoop;
import java.util.Optional;

/**
 * The port of this package: whoever wants an answer asks here, whatever protocol it is read in.
 * Thread-safe.
 */
public interface Answers {

  /**
   * Begins an answer on {@code loop}. Nothing is appended before this loop's present task is over:
   * a cursor opened within it misses nothing.
   *
   * @param principal whose answer it is
   */
  Answer ask(GenerationSpec spec, Principal principal, EventLoop loop);

  /** The open answer with this id. An id is no permission: compare its principal. */
  Optional<Answer> find(String id);
}
