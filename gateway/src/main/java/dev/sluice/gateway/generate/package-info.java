/**
 * Drives generations: joins a {@link dev.sluice.run.Run}, a journal, a decoder and one provider
 * call on one event loop. Comes in: a written request and where it goes. Goes out: a journal that
 * readers open cursors on. Decides nothing: the run does. Start at {@link
 * dev.sluice.gateway.generate.Generations}.
 */
@NullMarked
package dev.sluice.gateway.generate;

import org.jspecify.annotations.NullMarked;
