/** Proofs of the frame codecs. */
@NullMarked
package dev.sluice.frame;

import org.jspecify.annotations.NullMarked;
