/**
 * What the gateway remembers. Today: reasoning signatures in memory, bounded in time and size, so
 * that tool loops with thinking work for clients whose protocol has no field for them. Knows no
 * connection.
 */
@NullMarked
package dev.sluice.gateway.store;

import org.jspecify.annotations.NullMarked;
