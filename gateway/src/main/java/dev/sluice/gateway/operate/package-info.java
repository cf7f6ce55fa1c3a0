/**
 * What an operator sees and says: the configuration file and the environment, the admin pages,
 * metrics, and the log. Comes in: a YAML file, environment names, facts of the packages above. Goes
 * out: a {@link dev.sluice.gateway.operate.Configuration}, or all that is wrong with it at once;
 * lines and pages that hold no content and no key. None of the packages that it reads from imports
 * it. Start at {@link dev.sluice.gateway.operate.Configuration} and {@link
 * dev.sluice.gateway.operate.AdminPages}.
 */
@NullMarked
package dev.sluice.gateway.operate;

import org.jspecify.annotations.NullMarked;
