/** When the status goes out, what a slow reader holds, and how the gateway stops. */
@NullMarked
package dev.sluice.proof.delivery;

import org.jspecify.annotations.NullMarked;
