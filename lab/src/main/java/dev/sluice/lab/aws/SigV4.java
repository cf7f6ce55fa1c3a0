package dev.sluice.lab.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies AWS Signature Version 4 of one request (Authorization header form). */
public final class SigV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** What was received: the raw path and query of the wire, headers with lower-case names. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
  public record Request(
      String method, String path, String query, Map<String, List<String>> headers, byte[] body) {}

  /** What the Authorization header says. */
  public record Credential(
      String accessKey, List<String> scope, List<String> signedHeaders, String signature) {}

  private SigV4() {}

  /** The credential of an Authorization header of this algorithm. */
  public static Optional<Credential> credential(String authorization) {
    if (!authorization.startsWith(ALGORITHM)) {
      return Optional.empty();
    }
    var key = "";
    var signed = "";
    var signature = "";
    for (var field : authorization.substring(ALGORITHM.length()).split(",", -1)) {
      var pair = field.strip().split("=", 2);
      switch (pair[0]) {
        case "Credential" -> key = pair[1];
        case "SignedHeaders" -> signed = pair[1];
        case "Signature" -> signature = pair[1];
        default -> {}
      }
    }
    var parts = Arrays.asList(key.split("/", -1));
    if (parts.size() != 5 || signed.isEmpty() || signature.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Credential(
            parts.get(0),
            parts.subList(1, 5),
            List.of(signed.split(";", -1)),
            signature.toLowerCase(Locale.ROOT)));
  }

  /** Whether the signature is the one that the secret gives, and a sent body hash is true. */
  public static boolean verifies(Request request, Credential credential, String secret) {
    var declared = header(request, "x-amz-content-sha256");
    var hash = sha256(request.body);
    if (!declared.isEmpty() && !declared.startsWith("UNSIGNED") && !declared.equals(hash)) {
      return false;
    }
    var expected = signature(request, credential, secret);
    return MessageDigest.isEqual(expected.getBytes(UTF_8), credential.signature.getBytes(UTF_8));
  }

  /** The signature in lower-case hex. */
  public static String signature(Request request, Credential credential, String secret) {
    var scope = String.join("/", credential.scope);
    var toSign =
        String.join(
            "\n",
            ALGORITHM,
            header(request, "x-amz-date"),
            scope,
            sha256(canonical(request, credential.signedHeaders).getBytes(UTF_8)));
    var key = ("AWS4" + secret).getBytes(UTF_8);
    for (var part : credential.scope) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  /** The canonical request. */
  public static String canonical(Request request, List<String> signedHeaders) {
    var out = new StringBuilder();
    out.append(request.method).append('\n');
    out.append(encodePath(request.path)).append('\n');
    out.append(query(request.query)).append('\n');
    for (var name : signedHeaders) {
      out.append(name).append(':').append(header(request, name)).append('\n');
    }
    var declared = header(request, "x-amz-content-sha256");
    out.append('\n').append(String.join(";", signedHeaders)).append('\n');
    return out.append(declared.isEmpty() ? sha256(request.body) : declared).toString();
  }

  /** Hex SHA-256. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  // HTTP/2 has no host header: clients sign ":authority" or "host", both mean the authority
  private static String header(Request request, String name) {
    var values = request.headers.get(name);
    if (values == null && name.equals("host")) {
      values = request.headers.get(":authority");
    } else if (values == null && name.equals(":authority")) {
      values = request.headers.get("host");
    }
    if (values == null) {
      return "";
    }
    return String.join(",", values).strip().replaceAll(" +", " ");
  }

  private static String encodePath(String path) {
    var out = new StringBuilder();
    for (var b : path.getBytes(UTF_8)) {
      var c = (char) (b & 0xff);
      if (c == '/' || unreserved(c)) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return out.toString();
  }

  private static boolean unreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.~".indexOf(c) >= 0;
  }

  private static String query(String query) {
    if (query.isEmpty()) {
      return "";
    }
    return String.join(
        "&",
        Arrays.stream(query.split("&", -1))
            .map(pair -> pair.contains("=") ? pair : pair + "=")
            .sorted()
            .toList());
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
