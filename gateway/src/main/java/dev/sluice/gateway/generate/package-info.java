/**
 * Drives generations: joins a {@link dev.sluice.run.Run}, a journal and its attempts (one call, one
 * decoder each) on one event loop. Its port is {@link dev.sluice.gateway.generate.Answers}: in
 * comes a written request, where it goes and whose it is; out goes an {@link
 * dev.sluice.gateway.generate.Answer} that readers open cursors on. Decides nothing: the run does.
 * Knows no client's protocol. Start at {@code Generation}.
 */
@NullMarked
package dev.sluice.gateway.generate;

import org.jspecify.annotations.NullMarked;
