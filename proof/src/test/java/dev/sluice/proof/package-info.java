/** Proofs against the running program. */
@org.jspecify.annotations.NullMarked
package dev.sluice.proof;
