/**
 * Requests as a script needs them: bodies of the three protocols in, one Ask out. Knows no answer.
 */
@NullMarked
package dev.sluice.lab.ask;

import org.jspecify.annotations.NullMarked;
