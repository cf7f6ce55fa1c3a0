package dev.sluice.gateway.dial;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.ProviderCall;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * SigV4 for Bedrock with the AWS default chain. Blocks: never on a loop. The chain is made when the
 * first call needs it, so that nothing probes instance metadata without a Bedrock provider; it
 * caches what it finds.
 */
final class AwsSigner implements AutoCloseable {
  private static final String SERVICE = "bedrock";
  // What the signature covers and the transport writes itself.
  private static final Set<String> WRITTEN_ELSEWHERE =
      Set.of("host", "content-type", "content-length");

  private final Supplier<AwsCredentialsProvider> chain;
  private final Clock clock;
  // guarded by this
  private @Nullable AwsCredentialsProvider provider;

  AwsSigner(Supplier<AwsCredentialsProvider> chain, Clock clock) {
    this.chain = chain;
    this.clock = clock;
  }

  /** The headers that the signature adds. */
  Authorizer.Proof sign(Provider target, String region, ProviderCall call) {
    AwsCredentialsIdentity identity;
    try {
      identity = provider().resolveCredentials();
    } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
      // The latter two: a profile file that cannot be read.
      return new Authorizer.Proof.Refused(noCredentials(target));
    }
    return new Authorizer.Proof.Headers(sign(identity, target, region, call));
  }

  private Map<String, String> sign(
      AwsCredentialsIdentity identity, Provider target, String region, ProviderCall call) {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(target.baseUrl().getScheme() + "://" + Origin.of(target).hostHeader()))
            .encodedPath(Heads.target(target, call))
            .putHeader("content-type", "application/json")
            .build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(to ->
                to.identity(identity)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArrayUnsafe(call.body()))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, true)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    Map<String, String> headers = new HashMap<>();
    signed
        .request()
        .forEachHeader((name, values) -> {
          var lower = name.toLowerCase(Locale.ROOT);
          if (!WRITTEN_ELSEWHERE.contains(lower)) {
            headers.put(lower, values.get(0));
          }
        });
    return headers;
  }

  private synchronized AwsCredentialsProvider provider() {
    var made = provider;
    if (made == null) {
      made = chain.get();
      provider = made;
    }
    return made;
  }

  private static Failure noCredentials(Provider target) {
    return Failure.of(
        ErrorCode.UPSTREAM_ERROR,
        "provider "
            + target.name()
            + ": no AWS credentials found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
            + " AWS_PROFILE, a web identity, or AWS_BEARER_TOKEN_BEDROCK");
  }

  @Override
  public synchronized void close() {
    if (provider instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
    provider = null;
  }
}
