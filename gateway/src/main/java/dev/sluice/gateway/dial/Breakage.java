package dev.sluice.gateway.dial;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Broken connections as failures. The texts name the provider, never its address or a key. */
final class Breakage {
  private Breakage() {}

  static Failure unknownName(Origin origin) {
    return unreachable(
        origin, "its host name does not resolve; check base-url and the name service");
  }

  static Failure unreachable(Origin origin, String why) {
    return Failure.of(ErrorCode.UPSTREAM_UNREACHABLE, "provider " + origin.provider() + ": " + why);
  }

  static Failure truncated(Origin origin, String why) {
    return Failure.of(ErrorCode.UPSTREAM_TRUNCATED, "provider " + origin.provider() + ": " + why);
  }

  static Failure protocol(Origin origin, String why) {
    return Failure.of(ErrorCode.UPSTREAM_PROTOCOL, "provider " + origin.provider() + ": " + why);
  }

  /** Bytes that Netty's decoder refused. */
  static Failure undecodable(Origin origin, Throwable cause, boolean inBody) {
    var where = inBody ? "the body of its answer" : "the head of its answer";
    return protocol(
        origin,
        cause instanceof TooLongFrameException
            ? where + " is over our bound for a line or for headers"
            : where + " is not valid HTTP/1.1");
  }

  static Failure connect(Origin origin, Throwable cause) {
    return unreachable(
        origin,
        cause instanceof ConnectException
            ? "the connection was refused"
            : cause instanceof IOException
                ? "the connection could not be opened"
                : "the connection could not be opened (" + cause.getClass().getSimpleName() + ")");
  }

  /** A TLS handshake that failed: a broken connection counts as unreachable, the rest as TLS. */
  static Failure handshake(Origin origin, Throwable cause) {
    return isTls(cause) || !(cause instanceof IOException)
        ? tls(origin, cause)
        : unreachable(origin, "the connection broke during the TLS handshake");
  }

  static Failure tls(Origin origin, Throwable cause) {
    return Failure.of(
        ErrorCode.UPSTREAM_TLS, "provider " + origin.provider() + ": " + tlsReason(cause));
  }

  /** The TLS error in this chain of causes, if there is one. */
  static boolean isTls(Throwable cause) {
    return find(cause, SSLException.class) != null
        || find(cause, CertificateException.class) != null;
  }

  private static String tlsReason(Throwable cause) {
    if (find(cause, CertificateExpiredException.class) != null) {
      return "its TLS certificate has expired";
    }
    if (find(cause, CertificateNotYetValidException.class) != null) {
      return "its TLS certificate is not valid yet; check the clock of this machine";
    }
    if (find(cause, NotSslRecordException.class) != null) {
      return "it does not speak TLS on this port; should base-url be http?";
    }
    var text = texts(cause);
    if (text.contains("no subject alternative") || text.contains("no name matching")) {
      return "its TLS certificate is for another host name";
    }
    if (text.contains("unable to find valid certification path")
        || text.contains("path does not chain")
        || find(cause, CertPathValidatorException.class) != null) {
      return "its TLS certificate comes from an unknown issuer; trust it with"
          + " -Djavax.net.ssl.trustStore";
    }
    if (text.contains("protocol_version") || text.contains("protocol version")) {
      return "it offers no TLS version that we accept (1.2 and 1.3)";
    }
    if (text.contains("handshake_failure")) {
      return "TLS handshake refused: no common version or cipher";
    }
    if (text.contains("closed")) {
      return "it closed the connection during the TLS handshake";
    }
    return "TLS failed";
  }

  private static <T extends Throwable> @Nullable T find(Throwable cause, Class<T> type) {
    int depth = 0;
    for (Throwable at = cause; at != null && depth < 16; at = at.getCause(), depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  private static String texts(Throwable cause) {
    var all = new StringBuilder();
    int depth = 0;
    for (Throwable at = cause; at != null && depth < 16; at = at.getCause(), depth++) {
      all.append(at.getMessage()).append('\n');
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }
}
