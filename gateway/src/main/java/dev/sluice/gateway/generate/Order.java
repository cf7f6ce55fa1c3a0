package dev.sluice.gateway.generate;

import dev.sluice.chat.ChunkSink;
import dev.sluice.dialect.ProviderCall;

/**
 * One answer to be made.
 *
 * @param id the generation's id
 * @param call the request as the upstream's dialect has written it
 * @param observer sees every chunk that is appended; on the loop, must not block
 */
public record Order(String id, Upstream upstream, ProviderCall call, ChunkSink observer) {}
