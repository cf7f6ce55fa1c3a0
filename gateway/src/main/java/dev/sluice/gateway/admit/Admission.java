package dev.sluice.gateway.admit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Principal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks API keys. Without configured keys everybody is {@code local}: the configuration sees to it
 * that we then listen on loopback only. With keys, a request brings one as {@code Authorization:
 * Bearer} or {@code x-api-key}. Immutable.
 */
public final class Admission {

  private static final String SIGNATURE = "AWS4-HMAC-SHA256";
  private static final int KEY_CHARS_MAX = 4_096;

  private final Map<String, byte[]> keys = new LinkedHashMap<>();

  public Admission(List<ApiKey> keys) {
    for (var key : keys) {
      this.keys.put(key.name(), key.hash());
    }
  }

  /**
   * Judges a request by its headers.
   *
   * @param headers by lower-case name
   * @param aws whether the path is one of AWS's, whose clients may sign instead of sending a key
   */
  public Verdict admit(Map<String, String> headers, boolean aws) {
    if (keys.isEmpty()) {
      return new Verdict.Admitted(Principal.LOCAL);
    }
    var authorization = headers.getOrDefault("authorization", "").strip();
    var bearer = bearer(authorization);
    var apiKey = headers.getOrDefault("x-api-key", "").strip();
    var name = name(bearer);
    if (name == null) {
      name = name(apiKey);
    }
    if (name != null) {
      return new Verdict.Admitted(Principal.of(name));
    }
    return refused(
        !bearer.isEmpty() || !apiKey.isEmpty()
            ? "this API key is not one of those configured here"
            : aws && authorization.startsWith(SIGNATURE)
                ? "AWS signatures are not verified here and keys are configured: send one of them"
                    + " in the header x-api-key, or as Authorization: Bearer (the SDKs'"
                    + " AWS_BEARER_TOKEN_BEDROCK, which some of them send over https only)"
                : "no API key came with the request: send one as Authorization: Bearer or"
                    + " x-api-key");
  }

  private static String bearer(String authorization) {
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : "";
  }

  /** The name of the key; looks at all of them, so that the time does not tell which one. */
  private @Nullable String name(String key) {
    if (key.isEmpty() || key.length() > KEY_CHARS_MAX) {
      return null;
    }
    var hash = sha256(key);
    String found = null;
    for (var known : keys.entrySet()) {
      if (MessageDigest.isEqual(known.getValue(), hash)) {
        found = known.getKey();
      }
    }
    return found;
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Verdict refused(String message) {
    return new Verdict.Refused(Failure.of(ErrorCode.AUTH, message));
  }
}
