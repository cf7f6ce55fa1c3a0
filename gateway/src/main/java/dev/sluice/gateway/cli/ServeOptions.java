package dev.sluice.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line of {@code serve} says, or the environment for it.
 *
 * @param host where the data listener listens, in place of {@code listen:}
 * @param config the configuration file
 * @param demo whether the demo answers, whatever is configured
 */
public record ServeOptions(
    Optional<Integer> port,
    Optional<Integer> adminPort,
    Optional<String> host,
    Optional<Path> config,
    boolean demo) {}
