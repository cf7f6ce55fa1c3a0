/**
 * A protocol of a few lines, which only the tests know: a request is the model's name, a line end
 * and the question; an answer is lines that begin with {@code +}, and a last one that is a dot.
 * Registered by one line, as every other.
 */
@NullMarked
package dev.sluice.proof.toy;

import org.jspecify.annotations.NullMarked;
