/**
 * What proofs from outside stand on: real processes started by the launcher, raw sockets, and
 * questions in each protocol. Knows nothing of the product's classes.
 */
@NullMarked
package dev.sluice.proof.kit;

import org.jspecify.annotations.NullMarked;
