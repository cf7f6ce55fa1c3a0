/**
 * What must be true of the repository itself: its imports, its form, and what it must not hold. The
 * table of imports is in {@link dev.sluice.proof.house.ImportTable}.
 */
@NullMarked
package dev.sluice.proof.house;

import org.jspecify.annotations.NullMarked;
