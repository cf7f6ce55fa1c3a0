package dev.sluice.gateway.http;

import java.util.Map;

/**
 * What is known of a request when its headers are read and found good.
 *
 * @param declaredBytes the content-length; -1 if there is none
 */
record RequestHead(
    String method, String rawPath, String query, Map<String, String> headers, long declaredBytes)
    implements HeadVerdict {

  boolean expectsContinue() {
    return headers.containsKey("expect");
  }
}
