/**
 * How each provider says it: an Answer in, events or a body out, with its headers and errors. Knows
 * no faults. Start reading with Voice.
 */
@NullMarked
package dev.sluice.lab.answer;

import org.jspecify.annotations.NullMarked;
