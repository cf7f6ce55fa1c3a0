/**
 * Inputs from public bug reports ({@code ../shared/cases}): each is played by a scripted provider
 * on a raw socket, through the gateway as its launcher starts it, to clients of each protocol. What
 * is right is read from the case itself where it says so in JSON, else it stands in {@code
 * Judgements}. {@code Standing} lists what is not right yet; the list may only shrink. Start with
 * ReportsTest.
 */
@NullMarked
package dev.sluice.proof.reports;

import org.jspecify.annotations.NullMarked;
