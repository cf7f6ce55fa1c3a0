/**
 * Sockets: requests of HTTP/1.1 and HTTP/2 in, the steps of their answers played out, a record of
 * each call. Start reading with Calls.
 */
@NullMarked
package dev.sluice.lab.serve;

import org.jspecify.annotations.NullMarked;
