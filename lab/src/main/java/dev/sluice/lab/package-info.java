/**
 * The scripted provider: a server that speaks the upstream protocols from a script that the model
 * name carries, with faults on demand. Its bytes are made by hand; it knows nothing of the gateway
 * or of its core. docs/lab.md lists the scripts. Start reading with LabServer.
 */
@NullMarked
package dev.sluice.lab;

import org.jspecify.annotations.NullMarked;
