/**
 * Time as a parameter: whoever needs the time is given a {@link dev.sluice.time.Ticker}. The only
 * one that reads a real clock is the gateway's; tests and simulations have one that they move.
 */
@NullMarked
package dev.sluice.time;

import org.jspecify.annotations.NullMarked;
