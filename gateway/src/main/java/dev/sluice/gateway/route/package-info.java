/**
 * Model names to providers. Comes in: the model that a client names. Goes out: the ordered
 * candidates, or the failure that says what is configured. Knows no request, no connection and no
 * file. Start at {@link dev.sluice.gateway.route.Router}.
 */
@NullMarked
package dev.sluice.gateway.route;

import org.jspecify.annotations.NullMarked;
