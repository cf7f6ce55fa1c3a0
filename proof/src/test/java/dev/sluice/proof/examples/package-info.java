/** Runs every example of the repository against a real gateway with its scripted demo. */
@NullMarked
package dev.sluice.proof.examples;

import org.jspecify.annotations.NullMarked;
