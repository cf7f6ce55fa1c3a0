/**
 * The commands of {@code sluice} and the wiring of everything else. Comes in: arguments and the
 * environment. Goes out: a running server, or one line that says what is wrong and an exit status
 * (1 = it cannot run so, 2 = the command line is wrong). Nobody imports it. Start at {@link
 * dev.sluice.gateway.cli.Main}.
 */
@NullMarked
package dev.sluice.gateway.cli;

import org.jspecify.annotations.NullMarked;
