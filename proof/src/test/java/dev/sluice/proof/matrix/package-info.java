/**
 * The matrix: every official SDK, straight at the lab and through the gateway before each provider.
 *
 * <p>In: real processes (the lab, two gateways, one driver per SDK). Out: one verdict per {@link
 * dev.sluice.proof.matrix.Cell}, {@code docs/conformance.md} and the tally that {@code ./check}
 * sums. What a cell must show is decided by {@link dev.sluice.proof.matrix.Expected} alone, which
 * cells are empty by {@link dev.sluice.proof.matrix.Empty}. It knows the product only by its
 * sockets, its log and its exit. Start reading at {@link dev.sluice.proof.matrix.Matrix}.
 */
@NullMarked
package dev.sluice.proof.matrix;

import org.jspecify.annotations.NullMarked;
