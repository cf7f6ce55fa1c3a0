@NullMarked
package dev.sluice.gateway.configure;

import org.jspecify.annotations.NullMarked;
