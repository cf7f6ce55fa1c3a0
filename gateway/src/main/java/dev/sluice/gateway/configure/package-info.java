/**
 * What an operator has decided. Comes in: a YAML file and environment names. Goes out: a {@link
 * dev.sluice.gateway.configure.Configuration}, or all that is wrong with it at once, each with its
 * place and what to do. It opens no socket and starts nothing. Start at {@link
 * dev.sluice.gateway.configure.ConfigurationReader}.
 */
@NullMarked
package dev.sluice.gateway.configure;

import org.jspecify.annotations.NullMarked;
