/** Proofs of the Messages dialect: recordings, golden files, round trips and damage. */
@NullMarked
package dev.sluice.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
