/**
 * Provider connections: pools per loop, credentials, signing, TLS. One {@link
 * dev.sluice.gateway.dial.Dialer#dial} is one HTTP call; what happens to it is told to a {@link
 * dev.sluice.gateway.dial.CallListener} on the caller's loop. Knows no protocol beyond HTTP, no
 * clock: who dials keeps the clocks and cancels.
 */
@NullMarked
package dev.sluice.gateway.dial;

import org.jspecify.annotations.NullMarked;
