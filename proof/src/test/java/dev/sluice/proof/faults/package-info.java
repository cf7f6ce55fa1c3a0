/**
 * Faults of providers, one by one, through the real gateway: each reaches the client as what it is.
 */
@NullMarked
package dev.sluice.proof.faults;

import org.jspecify.annotations.NullMarked;
