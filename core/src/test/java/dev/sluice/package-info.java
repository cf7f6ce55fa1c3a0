/** What the tests of every package share: cuts, seeded properties, and the count of fixtures. */
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
