package dev.sluice.chat;

/** Takes the chunks of one answer, in order, on one thread. */
@FunctionalInterface
public interface ChunkSink {
  void accept(Chunk chunk);
}
