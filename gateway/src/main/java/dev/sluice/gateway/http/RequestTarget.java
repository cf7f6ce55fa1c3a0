package dev.sluice.gateway.http;

/**
 * A request target (RFC 9112 section 3.2) cut into its parts, each as it came.
 *
 * @param authority of the absolute form; empty otherwise
 */
record RequestTarget(String authority, String rawPath, String query) {

  static RequestTarget split(String target) {
    var authority = "";
    var rest = target;
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      var end = 7;
      while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
        end++;
      }
      if (end > 7) {
        authority = target.substring(7, end);
        rest = target.substring(end);
        rest = rest.startsWith("/") ? rest : "/" + rest;
      }
    }
    var mark = rest.indexOf('?');
    return mark < 0
        ? new RequestTarget(authority, rest, "")
        : new RequestTarget(authority, rest.substring(0, mark), rest.substring(mark + 1));
  }

  /** What is wrong with the target; empty if nothing is. */
  static String fault(String method, RequestTarget target) {
    var path = target.rawPath();
    if (path.equals("*")) {
      return method.equals("OPTIONS") ? "" : "the target * is for OPTIONS only";
    }
    if (!path.startsWith("/")) {
      return "the path does not start with a slash";
    }
    if (!isVisible(path) || !isVisible(target.query())) {
      return "the URL holds a character that must be percent-encoded";
    }
    return pathFault(path);
  }

  private static boolean isVisible(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Walks the path with percent-encoding undone; an encoded slash ends a segment for dots only. */
  private static String pathFault(String path) {
    var dots = 0;
    var others = 0;
    for (var i = 0; i <= path.length(); i++) {
      var c = i < path.length() ? path.charAt(i) : '/';
      if (c == '%') {
        var code = i + 2 < path.length() ? hex(path.charAt(i + 1), path.charAt(i + 2)) : -1;
        if (code < ' ' || code == 0x7f) {
          return "the path holds a bad or forbidden percent-encoding";
        }
        c = (char) code;
        i += 2;
      }
      if (c == '/' || c == '\\') {
        if (others == 0 && (dots == 1 || dots == 2)) {
          return "the path holds a dot segment";
        }
        dots = 0;
        others = 0;
      } else if (c == '.') {
        dots++;
      } else {
        others++;
      }
    }
    return "";
  }

  private static int hex(char high, char low) {
    var h = Character.digit(high, 16);
    var l = Character.digit(low, 16);
    return h < 0 || l < 0 || high > 0x7f || low > 0x7f ? -1 : h << 4 | l;
  }
}
