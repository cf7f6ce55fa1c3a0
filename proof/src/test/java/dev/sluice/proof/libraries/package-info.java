/**
 * Client libraries of others, on a class path of their own ({@code proof/libraries}). They skip the
 * error event of a stream, so that only the transport can tell them that an answer broke. Start
 * with LibrariesTest.
 */
@NullMarked
package dev.sluice.proof.libraries;

import org.jspecify.annotations.NullMarked;
