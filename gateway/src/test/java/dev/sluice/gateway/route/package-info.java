@NullMarked
package dev.sluice.gateway.route;

import org.jspecify.annotations.NullMarked;
