/**
 * Clients that leave: the provider call ends with them, in every phase, and nothing is left behind.
 */
@NullMarked
package dev.sluice.proof.leaving;

import org.jspecify.annotations.NullMarked;
