/** {@code ./sluice} as a stranger meets it: what it says when something is wrong. */
@NullMarked
package dev.sluice.proof.launch;

import org.jspecify.annotations.NullMarked;
