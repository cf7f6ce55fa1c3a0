/**
 * Recorded streams, replayed by the lab over real sockets, through the gateway to clients of each
 * protocol that read as strictly as the protocol allows. Start with RecordingsTest.
 */
@NullMarked
package dev.sluice.proof.recordings;

import org.jspecify.annotations.NullMarked;
