package dev.sluice.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line of {@code serve} says, or the environment for it.
 *
 * @param host where the data listener listens, in place of {@code listen:}
 * @param config the configuration file
 * @param data the folder of the store, of which there is none yet
 */
public record ServeOptions(
    Optional<Integer> port,
    Optional<Integer> adminPort,
    Optional<String> host,
    Optional<Path> config,
    Optional<Path> data) {}
