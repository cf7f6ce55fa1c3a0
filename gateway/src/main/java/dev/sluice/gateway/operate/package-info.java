/**
 * What an operator sees of a running gateway: the admin pages, metrics, and the log. Comes in:
 * facts of the packages above. Goes out: lines and pages that hold no content and no key. None of
 * the packages that it reads from imports it. Start at {@link
 * dev.sluice.gateway.operate.AdminPages}.
 */
@NullMarked
package dev.sluice.gateway.operate;

import org.jspecify.annotations.NullMarked;
