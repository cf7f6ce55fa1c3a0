/** AWS event stream frames and Signature Version 4. Knows no protocol above them. */
@NullMarked
package dev.sluice.lab.aws;

import org.jspecify.annotations.NullMarked;
