@NullMarked
package dev.sluice.gateway.operate;

import org.jspecify.annotations.NullMarked;
