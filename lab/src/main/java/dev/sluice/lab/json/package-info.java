/** JSON values, read and written by the lab's own hand. Knows no protocol. */
@NullMarked
package dev.sluice.lab.json;

import org.jspecify.annotations.NullMarked;
