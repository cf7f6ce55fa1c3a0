/**
 * What goes wrong and when: an answer and a fault row in, the steps of the connection out. Knows no
 * sockets. Start reading with Plan.
 */
@NullMarked
package dev.sluice.lab.fault;

import org.jspecify.annotations.NullMarked;
