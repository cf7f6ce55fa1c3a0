/**
 * The middle of the gateway (run, journal, generate, deliver) under simulated time, network and
 * readers: one seed drives everything, and the same seed does the same again. The provider plays
 * the lab's own fault table, without sockets. Start at {@code SimulationTest}; {@code World} is one
 * seed.
 */
@NullMarked
package dev.sluice.proof.simulation;

import org.jspecify.annotations.NullMarked;
