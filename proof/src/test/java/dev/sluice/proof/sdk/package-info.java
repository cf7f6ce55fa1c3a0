/**
 * Drivers that run the official Java SDKs for the matrix, each in a process of its own.
 *
 * <p>In: jobs as JSON lines ({@link dev.sluice.proof.sdk.Job}); out: one result line per job
 * ({@link dev.sluice.proof.sdk.Answer}), in the form in which the JavaScript and Python drivers
 * report too. Nothing here knows the gateway, the lab or what an answer should be. Start reading at
 * {@link dev.sluice.proof.sdk.JavaDriver}.
 */
@NullMarked
package dev.sluice.proof.sdk;

import org.jspecify.annotations.NullMarked;
