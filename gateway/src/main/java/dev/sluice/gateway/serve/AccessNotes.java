package dev.sluice.gateway.serve;

import dev.sluice.gateway.generate.Ending;
import dev.sluice.gateway.http.Request;
import java.util.List;
import java.util.Optional;

/** What is known of one request for its line in the access log; grows on its way. On its loop. */
final class AccessNotes {

  private static final int PATH_CHARS_MAX = 200;
  private static final int MODEL_CHARS_MAX = 200;
  private static final int LEFT = 499;

  private final String requestId;
  private final String method;
  private final String path;
  private final String protocol;
  private String key = "";
  private String asked = "";
  private String served = "";
  private boolean streamed;
  private List<String> dropped = List.of();

  AccessNotes(String requestId, Request request, String protocol) {
    this.requestId = requestId;
    this.method = request.method();
    this.path = cut(request.rawPath(), PATH_CHARS_MAX);
    this.protocol = protocol;
  }

  private static String cut(String text, int charsMax) {
    return text.length() <= charsMax ? text : text.substring(0, charsMax) + "...";
  }

  String requestId() {
    return requestId;
  }

  /** Whose key it came with. */
  void by(String name) {
    key = name;
  }

  /** What its body asks for. */
  void asks(String model, boolean stream) {
    asked = cut(model, MODEL_CHARS_MAX);
    streamed = stream;
  }

  /** What the provider is asked for in its place. */
  void serves(String model, List<String> without) {
    served = cut(model, MODEL_CHARS_MAX);
    dropped = without;
  }

  /**
   * @param status what was sent; 0 if nothing was
   */
  Ended ended(int status, String outcome, long bytesOut, Optional<Ending> ending) {
    return new Ended(
        requestId,
        new Ended.Asked(method, path, protocol, key, asked),
        new Ended.Answered(
            status == 0 ? LEFT : status, served, streamed, dropped, outcome, bytesOut),
        ending);
  }
}
