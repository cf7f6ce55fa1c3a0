/** Clients of raw bytes and of HTTP/2 against a listener with a scripted handler. */
@NullMarked
package dev.sluice.gateway.http;

import org.jspecify.annotations.NullMarked;
