/**
 * The life of one generation as a pure machine: events in (connected, bytes, a clock ran out, the
 * client left), effects out (dial, append, hang up). No sockets, no timers: time comes with each
 * event. The gateway feeds it from real connections, the tests from a table. Start at {@link
 * dev.sluice.run.Run}.
 */
@NullMarked
package dev.sluice.run;

import org.jspecify.annotations.NullMarked;
