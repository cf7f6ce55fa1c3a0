/**
 * What each path answers, and who is led where. In comes a request of {@code http}; it goes by
 * {@code admit}, the client's dialect and {@code route} to {@code generate}, and comes back by
 * {@code deliver}. Start at {@link dev.sluice.gateway.serve.FrontDoor}: the path is looked at once,
 * as an {@code Endpoint}; {@code Chats} answers chat calls, {@code Models} lists; an {@code
 * Exchange} is one request with its answer. It knows no socket and no provider's address.
 */
@NullMarked
package dev.sluice.gateway.serve;

import org.jspecify.annotations.NullMarked;
