package dev.sluice.gateway.dial;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderCall;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Makes the headers that prove us to a provider. */
final class Authorizer {
  /** The headers, or why there are none. */
  sealed interface Proof {
    record Headers(Map<String, String> headers) implements Proof {}

    record Refused(Failure failure) implements Proof {}
  }

  private final AwsSigner signer;

  Authorizer(AwsSigner signer) {
    this.signer = signer;
  }

  /** Hands the proof to {@code then} on {@code loop}: at once, or after work on another thread. */
  void prove(Provider provider, ProviderCall call, Executor loop, Consumer<Proof> then) {
    switch (provider.credential()) {
      case Credential.Bearer bearer ->
          then.accept(header("authorization", "Bearer " + bearer.key().reveal()));
      case Credential.HeaderKey key when call.bearer() ->
          then.accept(header("authorization", "Bearer " + key.key().reveal()));
      case Credential.HeaderKey key -> then.accept(header(key.header(), key.key().reveal()));
      case Credential.Anonymous _ -> then.accept(new Proof.Headers(Map.of()));
      case Credential.Aws aws ->
          Thread.ofVirtual().name("sign").start(() -> sign(provider, aws, call, loop, then));
    }
  }

  private void sign(
      Provider provider,
      Credential.Aws aws,
      ProviderCall call,
      Executor loop,
      Consumer<Proof> then) {
    Proof proof;
    try {
      proof = signer.sign(provider, aws.region(), call);
    } catch (RuntimeException e) {
      // A fault of ours ends this call only. Not its message: it may quote the request.
      proof =
          new Proof.Refused(
              Failure.of(
                  ErrorCode.INTERNAL_ERROR,
                  "provider "
                      + provider.name()
                      + ": signing failed ("
                      + e.getClass().getSimpleName()
                      + ")"));
    }
    hand(proof, loop, then);
  }

  private static void hand(Proof proof, Executor loop, Consumer<Proof> then) {
    try {
      loop.execute(() -> then.accept(proof));
    } catch (RejectedExecutionException e) {
      // The loop has ended, and with it whoever waited.
      return;
    }
  }

  private static Proof header(String name, String value) {
    return new Proof.Headers(Map.of(name, value));
  }
}
