package dev.sluice.gateway.generate;

import dev.sluice.chat.ChunkSink;
import dev.sluice.dialect.ProviderCall;

/**
 * One answer to be made.
 *
 * @param call the request as the upstream's dialect has written it; its body is the generation's
 *     from now on, which lets go of it as soon as no attempt can need it
 * @param observer sees every chunk that is appended; on the loop, must not block
 */
public record GenerationSpec(
    Upstream upstream, ProviderCall call, ChunkSink observer, OnDisconnect onDisconnect) {}
