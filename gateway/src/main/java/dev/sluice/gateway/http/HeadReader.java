package dev.sluice.gateway.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects one request's head from either HTTP version and judges it by the rules that both share:
 * the target's form, the host, the body's declared size and coding, the expectation.
 */
final class HeadReader {
  private static final String HOST_CHARACTERS = "-._~:[]%!$&'()*+;=";

  private final ListenerSettings.Sizes sizes;
  private final Map<String, String> headers = HashMap.newHashMap(16);
  private int fields;
  private @Nullable String doubled;

  HeadReader(ListenerSettings.Sizes sizes) {
    this.sizes = sizes;
  }

  void header(CharSequence name, CharSequence value) {
    fields++;
    if (fields > sizes.headers()) {
      return;
    }
    var key = name.toString().toLowerCase(Locale.ROOT);
    var before = headers.put(key, value.toString());
    if (before == null) {
      return;
    }
    switch (key) {
      case "host", "content-length", "content-type", "transfer-encoding" -> doubled = key;
      case "cookie" -> headers.put(key, before + "; " + value);
      default -> headers.put(key, before + ", " + value);
    }
  }

  /**
   * Judges the head.
   *
   * @param target the request target as it came
   * @param hostNeeded whether a request without host is wrong
   */
  HeadVerdict judge(String method, String target, boolean hostNeeded) {
    var split = RequestTarget.split(target);
    var rawPath = split.rawPath();
    if (target.length() > sizes.lineBytes()) {
      return refused(
          414, Refusal.Kind.TOO_LARGE, "the URL is longer than " + sizes.lineBytes(), rawPath);
    }
    if (fields > sizes.headers()) {
      return refused(
          431, Refusal.Kind.TOO_LARGE, "more than " + sizes.headers() + " headers", rawPath);
    }
    if (doubled != null) {
      return bad("the header " + doubled + " stands twice", rawPath);
    }
    var fault = RequestTarget.fault(method, split);
    if (!fault.isEmpty()) {
      return bad(fault, rawPath);
    }
    if (!split.authority().isEmpty()) {
      headers.put("host", split.authority());
    }
    var host = headers.get("host");
    if (host == null ? hostNeeded : !isHost(host)) {
      return bad("the host is missing or not a host", rawPath);
    }
    return judgeBody(method, split);
  }

  private HeadVerdict judgeBody(String method, RequestTarget target) {
    var rawPath = target.rawPath();
    var coding = headers.get("content-encoding");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      return refused(
          415,
          Refusal.Kind.INVALID_REQUEST,
          "the request body must not be compressed (content-encoding)",
          rawPath);
    }
    var expected = headers.get("expect");
    if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
      return refused(
          417, Refusal.Kind.INVALID_REQUEST, "the only expectation met is 100-continue", rawPath);
    }
    var declared = length(headers.get("content-length"));
    if (declared < -1) {
      return bad("the content-length is not a number", rawPath);
    }
    if (declared > sizes.bodyBytes()) {
      return new HeadVerdict.Refused(Refusal.tooLarge(sizes.bodyBytes(), rawPath).of(headers));
    }
    return new RequestHead(method, rawPath, target.query(), headers, declared);
  }

  /** The number; -1 if there is none, -2 if it is not one. */
  private static long length(@Nullable String text) {
    if (text == null) {
      return -1;
    }
    long value = 0;
    for (var i = 0; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 17) {
        return -2;
      }
      value = value * 10 + digit;
    }
    return text.isEmpty() ? -2 : value;
  }

  private static boolean isHost(String host) {
    if (host.isEmpty()) {
      return false;
    }
    for (var i = 0; i < host.length(); i++) {
      var c = host.charAt(i);
      var letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      var digit = c >= '0' && c <= '9';
      if (!letter && !digit && HOST_CHARACTERS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private HeadVerdict bad(String message, String rawPath) {
    return new HeadVerdict.Refused(Refusal.bad(message, rawPath).of(headers));
  }

  private HeadVerdict refused(int status, Refusal.Kind kind, String message, String rawPath) {
    return new HeadVerdict.Refused(new Refusal(status, kind, message, rawPath, headers));
  }
}
