package dev.sluice.gateway.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Principal;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.Protocol;
import dev.sluice.dialect.Protocols;
import dev.sluice.gateway.admit.Admission;
import dev.sluice.gateway.admit.SiteVerdict;
import dev.sluice.gateway.admit.Sites;
import dev.sluice.gateway.admit.Verdict;
import dev.sluice.gateway.http.ErrorWriter;
import dev.sluice.gateway.http.Handler;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.http.Reply;
import dev.sluice.gateway.http.Request;
import dev.sluice.gateway.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where every request of the data listener comes in: is it meant for us, what does it ask for, who
 * is it. The path is looked at once, for authentication and dispatch alike.
 */
public final class FrontDoor implements Handler, ErrorWriter {

  private static final byte[] ALIVE = "{\"status\":\"ok\"}".getBytes(US_ASCII);
  private static final Map<String, String> ALIVE_HEADERS =
      Map.of("content-type", "application/json", "cache-control", "no-store");

  private final Sites sites;
  private final Admission admission;
  private final Chats chats;
  private final Models models;
  private final AccessLog lines;
  private final Fresh fresh;
  private final Exchange.Pace pace;

  FrontDoor(
      Sites sites,
      Admission admission,
      Chats chats,
      Models models,
      AccessLog lines,
      Fresh fresh,
      Exchange.Pace pace) {
    this.sites = sites;
    this.admission = admission;
    this.chats = chats;
    this.models = models;
    this.lines = lines;
    this.fresh = fresh;
    this.pace = pace;
  }

  @Override
  public void handle(Request asked, Response response) {
    var request = ServedPath.of(asked);
    var output = new ClientResponse(response);
    var endpoint = Endpoint.of(request.rawPath(), Protocols.spoken(request.headers()));
    switch (sites.check(request.method(), request.headers())) {
      case SiteVerdict.Preflight preflight -> output.whole(204, preflight.headers(), new byte[0]);
      case SiteVerdict.Refused refused ->
          exchange(request, endpoint, output, Map.of()).refuse(refused.failure(), refused.status());
      case SiteVerdict.Allowed allowed -> {
        if (endpoint instanceof Endpoint.Alive && reads(request)) {
          output.whole(200, ALIVE_HEADERS, ALIVE);
        } else {
          admit(request, endpoint, exchange(request, endpoint, output, allowed.headers()));
        }
      }
    }
  }

  private Exchange exchange(
      Request request, Endpoint endpoint, ClientResponse output, Map<String, String> siteHeaders) {
    var dialect = endpoint.protocol().dialect();
    var access = new AccessNotes(dialect.requestId(fresh), request, dialect.name());
    return new Exchange(dialect, output, access, lines, pace, siteHeaders);
  }

  private void admit(Request request, Endpoint endpoint, Exchange exchange) {
    var aws = endpoint.protocol().keyScheme() == Protocol.KeyScheme.AWS;
    switch (admission.admit(request.headers(), aws)) {
      case Verdict.Refused refused -> exchange.refuse(refused.failure());
      case Verdict.Admitted admitted -> {
        exchange.admitted(admitted.principal());
        dispatch(request, endpoint, exchange, admitted.principal());
      }
    }
  }

  private void dispatch(
      Request request, Endpoint endpoint, Exchange exchange, Principal principal) {
    switch (endpoint) {
      case Endpoint.Chat chat when request.method().equals("POST") ->
          chats.answer(request, exchange, principal);
      case Endpoint.Models asked when reads(request) -> models.answer(asked, exchange);
      case Endpoint.Chat chat -> wrongMethod(request, "POST", exchange);
      case Endpoint.Models asked -> wrongMethod(request, "GET", exchange);
      case Endpoint.Alive alive -> wrongMethod(request, "GET", exchange);
      case Endpoint.Nowhere nowhere ->
          exchange.refuse(Failure.of(ErrorCode.NOT_FOUND, WrongPath.told(nowhere, request)));
    }
  }

  private static boolean reads(Request request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  private static void wrongMethod(Request request, String right, Exchange exchange) {
    exchange.refuseMethod(
        Failure.of(
            ErrorCode.INVALID_REQUEST, "this path takes " + right + ", not " + request.method()),
        right);
  }

  /** An error of the listener itself, in the form of the path's protocol. */
  @Override
  public Reply error(Refusal refusal) {
    var path = ServedPath.of(refusal.rawPath());
    var dialect = Endpoint.of(path, Protocols.spoken(refusal.headers())).protocol().dialect();
    var requestId = dialect.requestId(fresh);
    var error = dialect.error(Failure.of(code(refusal.kind()), refusal.message()), requestId);
    var headers = new LinkedHashMap<>(error.headers());
    headers.put(dialect.requestIdHeader(), requestId);
    headers.put("x-request-id", requestId);
    return new Reply(refusal.status(), headers, error.body());
  }

  private static ErrorCode code(Refusal.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST -> ErrorCode.INVALID_REQUEST;
      case TOO_LARGE -> ErrorCode.TOO_LARGE;
      case OVERLOADED -> ErrorCode.OVERLOADED;
      case INTERNAL_ERROR -> ErrorCode.INTERNAL_ERROR;
    };
  }
}
