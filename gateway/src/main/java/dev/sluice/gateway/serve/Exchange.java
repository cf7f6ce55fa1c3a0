package dev.sluice.gateway.serve;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Principal;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.gateway.deliver.Answering;
import dev.sluice.gateway.deliver.ClientOutput;
import dev.sluice.gateway.deliver.Reader;
import dev.sluice.gateway.generate.Answer;
import dev.sluice.gateway.generate.Ending;
import dev.sluice.journal.Cursor;
import dev.sluice.journal.Opening;
import dev.sluice.run.Fault;
import dev.sluice.time.Ticker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer: whose it is, in which protocol, and the line that is logged at its
 * end. On the exchange's loop.
 */
final class Exchange implements Answering {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private static final int DROPPED_CHARS_MAX = 2_000;

  private final Dialect dialect;
  private final ClientResponse output;
  private final String requestId;
  private final AccessNotes access;
  private final AccessLog lines;
  private final Pace pace;
  private final Map<String, String> siteHeaders;
  private boolean streamed;
  private List<String> dropped = List.of();
  private Principal principal = Principal.LOCAL;
  private @Nullable Answer answer;
  private @Nullable Cursor cursor;
  private @Nullable Reader reader;
  private boolean left;

  /**
   * How answers are sent.
   *
   * @param heartbeatNanos between signs of life
   * @param bodyBytesMax bound of a whole answer
   * @param ticker where time comes from
   */
  record Pace(long heartbeatNanos, int bodyBytesMax, Ticker ticker) {}

  /**
   * @param siteHeaders what a browser's page of another origin needs on each answer
   */
  Exchange(
      Dialect dialect,
      ClientResponse output,
      AccessNotes access,
      AccessLog lines,
      Pace pace,
      Map<String, String> siteHeaders) {
    this.dialect = dialect;
    this.output = output;
    this.access = access;
    this.requestId = access.requestId();
    this.lines = lines;
    this.pace = pace;
    this.siteHeaders = siteHeaders;
    output.onLeave(this::left);
  }

  private void left() {
    left = true;
    if (reader != null) {
      reader.leave();
    }
  }

  /** Whether the client is gone already, so that nothing needs to be begun. */
  boolean abandoned() {
    return left;
  }

  /** Notes the end of an exchange whose client left before anything was begun. */
  void abandon() {
    ended(ErrorCode.CANCELLED.wireName(), 0, Optional.empty());
  }

  /** What is known of the request for the access log. */
  AccessNotes access() {
    return access;
  }

  private void ended(String outcome, long bytesOut, Optional<Ending> ending) {
    lines.ended(access.ended(output.status(), outcome, bytesOut, ending));
  }

  /** Answers with a page of JSON. */
  void page(byte[] body) {
    output.whole(200, headers("application/json"), body);
    ended("complete", body.length, Optional.empty());
  }

  /** Notes whose the request is. */
  void admitted(Principal whose) {
    principal = whose;
    access.by(whose.key());
  }

  Principal principal() {
    return principal;
  }

  String requestId() {
    return requestId;
  }

  ClientOutput output() {
    return output;
  }

  Dialect dialect() {
    return dialect;
  }

  /** What the answer will be: a stream or whole, by which answer, and what the request lost. */
  void answers(boolean asStream, Answer by, List<String> without) {
    streamed = asStream;
    answer = by;
    dropped = without;
  }

  void reads(Reader by) {
    reader = by;
  }

  /** Opens this exchange's cursor on its answer. */
  Cursor open(Runnable wake, Runnable committed) {
    if (answer == null) {
      throw new IllegalStateException("request " + requestId + " has no answer to read");
    }
    return switch (answer.read(answer.published(), wake, committed)) {
      case Opening.Opened(Cursor opened) -> {
        cursor = opened;
        yield opened;
      }
      case Opening.Dropped _, Opening.Ahead _ ->
          throw new IllegalStateException("the published mark can always be opened");
    };
  }

  /** A fault of ours before the answer was begun to be read: it ends here, refused. */
  void fail(Throwable cause) {
    fault(cause);
    if (answer != null) {
      answer.stop();
    }
    if (reader == null) {
      refuse(
          Failure.of(ErrorCode.INTERNAL_ERROR, "the gateway failed on this request; it is logged"));
    }
    Fault.rethrowIfDeadly(cause);
  }

  /** Refuses the request with the failure's own status. */
  void refuse(Failure failure) {
    refuse(failure, dialect.error(failure, requestId));
  }

  /** Refuses the method and names the right one. */
  void refuseMethod(Failure failure, String right) {
    var error = dialect.error(failure, requestId);
    var headers = new LinkedHashMap<>(error.headers());
    headers.put("allow", right);
    refuse(failure, new ErrorAnswer(405, headers, error.body()));
  }

  /** Refuses the request with a status that the protocol's table does not hold (421). */
  void refuse(Failure failure, int status) {
    var error = dialect.error(failure, requestId);
    refuse(failure, new ErrorAnswer(status, error.headers(), error.body()));
  }

  private void refuse(Failure failure, ErrorAnswer error) {
    output.whole(error.status(), errorHeaders(error), error.body());
    ended(failure.code().wireName(), error.body().length, Optional.empty());
  }

  @Override
  public boolean streamed() {
    return streamed;
  }

  @Override
  public long heartbeatNanos() {
    return pace.heartbeatNanos();
  }

  @Override
  public Ticker ticker() {
    return pace.ticker();
  }

  @Override
  public int bodyBytesMax() {
    return pace.bodyBytesMax();
  }

  @Override
  public Map<String, String> headers(String contentType) {
    var headers = ids();
    headers.put("content-type", contentType);
    if (streamed) {
      headers.put("cache-control", "no-cache, no-transform");
      headers.put("x-accel-buffering", "no");
    }
    return headers;
  }

  @Override
  public ErrorAnswer error(Failure failure) {
    return dialect.error(failure, requestId);
  }

  @Override
  public Map<String, String> errorHeaders(ErrorAnswer error) {
    var headers = ids();
    headers.put("content-type", "application/json");
    headers.putAll(error.headers());
    return headers;
  }

  private Map<String, String> ids() {
    var headers = new LinkedHashMap<String, String>(siteHeaders);
    headers.put(dialect.requestIdHeader(), requestId);
    headers.put("x-request-id", requestId);
    if (answer != null) {
      headers.put("sluice-provider", answer.provider());
      headers.put("sluice-attempts", Integer.toString(Math.max(1, answer.attempts())));
      headers.putAll(answer.limits(dialect));
    }
    if (!dropped.isEmpty()) {
      headers.put("sluice-dropped", named(dropped));
    }
    return headers;
  }

  /** The names as one header value of bounded length. */
  private static String named(List<String> dropped) {
    var all = String.join(",", dropped);
    if (all.length() <= DROPPED_CHARS_MAX) {
      return all;
    }
    var cut = all.lastIndexOf(',', DROPPED_CHARS_MAX);
    return all.substring(0, Math.max(cut, 0)) + ",...";
  }

  @Override
  public void fault(Throwable cause) {
    LOG.error("request {} failed on a fault of ours", requestId, cause);
  }

  @Override
  public void closed(long bytesOut, boolean clientLeft) {
    if (answer != null) {
      if (cursor != null) {
        answer.leave(cursor);
      }
      var ending = answer.ending();
      ended(ending.outcome(), bytesOut, Optional.of(ending));
    }
  }
}
