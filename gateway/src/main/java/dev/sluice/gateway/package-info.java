/**
 * The wiring: settings in, a started gateway out. {@link dev.sluice.gateway.Gateway} joins the
 * rooms; {@code Wired} turns what is configured into what each of them takes. It decides nothing by
 * itself. Commands, tests and embedders start here; no room imports it.
 */
@NullMarked
package dev.sluice.gateway;

import org.jspecify.annotations.NullMarked;
