@NullMarked
package dev.sluice.gateway.admit;

import org.jspecify.annotations.NullMarked;
