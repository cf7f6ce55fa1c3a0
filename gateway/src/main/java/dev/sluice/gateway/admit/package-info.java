/**
 * Who is it, and may it. Comes in: a request's headers. Goes out: a principal, or the refusal to
 * answer with. {@link dev.sluice.gateway.admit.Sites} looks at {@code Host} and {@code Origin}
 * first, {@link dev.sluice.gateway.admit.Admission} at keys. Knows no protocol: what a refusal
 * looks like on the wire is its dialect's.
 */
@NullMarked
package dev.sluice.gateway.admit;

import org.jspecify.annotations.NullMarked;
