/** Tests of provider connections against providers scripted byte by byte on raw sockets. */
@NullMarked
package dev.sluice.gateway.dial;

import org.jspecify.annotations.NullMarked;
