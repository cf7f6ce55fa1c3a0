/**
 * Readers: what a client sees of an answer, at its own pace. A {@link
 * dev.sluice.gateway.deliver.ClientOutput} takes chunks from a journal's cursor while its {@link
 * dev.sluice.gateway.deliver.ClientOutput} is writable, and encodes them. Knows no provider and no
 * HTTP codec: accept implements the output for HTTP/1.1 and HTTP/2.
 */
@NullMarked
package dev.sluice.gateway.deliver;

import org.jspecify.annotations.NullMarked;
