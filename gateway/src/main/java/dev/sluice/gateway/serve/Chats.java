package dev.sluice.gateway.serve;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Principal;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.Model;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.gateway.deliver.Reader;
import dev.sluice.gateway.generate.Answers;
import dev.sluice.gateway.generate.GenerationSpec;
import dev.sluice.gateway.generate.OnDisconnect;
import dev.sluice.gateway.generate.ReasoningMemory;
import dev.sluice.gateway.generate.Upstream;
import dev.sluice.gateway.http.Request;
import dev.sluice.gateway.route.Candidate;
import dev.sluice.gateway.route.Resolution;
import dev.sluice.gateway.route.Router;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers chat requests: reads them, finds their provider, writes them for it and joins the two.
 */
final class Chats {

  private static final Logger LOG = LoggerFactory.getLogger(Chats.class);

  /** Bodies above this are parsed and translated off the loops. */
  static final int INLINE_BODY_BYTES_MAX = 64 << 10;

  private final Router router;
  private final Map<String, Upstream> upstreams;
  private final Answers answers;
  private final ReasoningMemory memory;
  private final Fresh fresh;
  private final Executor offLoop;

  Chats(
      Router router,
      Map<String, Upstream> upstreams,
      Answers answers,
      ReasoningMemory memory,
      Fresh fresh,
      Executor offLoop) {
    this.router = router;
    this.upstreams = Map.copyOf(upstreams);
    this.answers = answers;
    this.memory = memory;
    this.fresh = fresh;
    this.offLoop = offLoop;
  }

  /** The model that the provider is asked for, and what remembers its reasoning. */
  private record Served(String model, ChunkSink observer) {}

  /** What came of preparing a request. */
  private sealed interface Prepared {
    record Ready(ChatRequest request, Upstream upstream, WriteResult.Written written, Served served)
        implements Prepared {}

    /**
     * A refusal.
     *
     * @param request as far as it was read
     */
    record Refused(Failure failure, Optional<ChatRequest> request) implements Prepared {
      Refused(Failure failure) {
        this(failure, Optional.empty());
      }
    }
  }

  void answer(Request request, Exchange exchange, Principal principal) {
    if (request.body().length <= INLINE_BODY_BYTES_MAX) {
      go(request, exchange, prepareSafely(request, exchange, principal));
      return;
    }
    offLoop.execute(() -> {
      var prepared = prepareSafely(request, exchange, principal);
      request.loop().execute(() -> go(request, exchange, prepared));
    });
  }

  /** The one handler for faults of ours while a request is prepared. */
  private Prepared prepareSafely(Request request, Exchange exchange, Principal principal) {
    try {
      return prepare(request, exchange, principal);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      LOG.error("request {} failed on a fault of ours", exchange.requestId(), e);
      return new Prepared.Refused(
          Failure.of(ErrorCode.INTERNAL_ERROR, "the gateway failed on this request; it is logged"));
    }
  }

  private Prepared prepare(Request request, Exchange exchange, Principal principal) {
    var call = new ClientCall(request.rawPath(), request.headers(), request.body());
    return switch (exchange.dialect().read(call)) {
      case ReadResult.Refused refused -> new Prepared.Refused(refused.failure());
      case ReadResult.Accepted accepted -> resolve(accepted.request(), principal);
    };
  }

  private Prepared resolve(ChatRequest request, Principal principal) {
    return switch (router.resolve(request.model())) {
      case Resolution.NotFound missing ->
          new Prepared.Refused(missing.failure(), Optional.of(request));
      case Resolution.Found found -> write(request, found.first(), principal);
    };
  }

  private Prepared write(ChatRequest request, Candidate candidate, Principal principal) {
    var upstream = upstreams.get(candidate.provider());
    if (upstream == null) {
      throw new IllegalStateException(
          "the route names the unknown provider " + candidate.provider());
    }
    var dialect = upstream.dialect();
    var asked = memory.recall(principal, request, upstream.name());
    var target =
        new Target(
            upstream.name(),
            candidate.model(),
            !candidate.streamNever(),
            upstream.without(),
            upstream.anthropicVersion(),
            signature -> memory.signedBy(principal, upstream.name(), signature));
    return switch (dialect.write(asked, target)) {
      case WriteResult.Refused refused ->
          new Prepared.Refused(refused.failure(), Optional.of(request));
      case WriteResult.Written written -> {
        var open = Model.of(candidate.model()).wantsReasoningBack();
        var observer = memory.observe(principal, upstream.name(), open);
        yield new Prepared.Ready(
            request, upstream, written, new Served(candidate.model(), observer));
      }
    };
  }

  private void go(Request request, Exchange exchange, Prepared prepared) {
    if (exchange.abandoned()) {
      exchange.abandon();
      return;
    }
    try {
      switch (prepared) {
        case Prepared.Refused refused -> {
          refused
              .request()
              .ifPresent(asked -> exchange.access().asks(asked.model(), asked.stream()));
          exchange.refuse(refused.failure());
        }
        case Prepared.Ready ready -> begin(request, exchange, ready);
      }
    } catch (Throwable e) {
      exchange.fail(e);
    }
  }

  private void begin(Request request, Exchange exchange, Prepared.Ready ready) {
    var chat = ready.request();
    exchange.access().asks(chat.model(), chat.stream());
    exchange.access().serves(ready.served().model(), ready.written().dropped());
    var settings =
        new EncodeSettings(
            exchange.requestId(),
            chat.model(),
            chat.includeUsage(),
            fresh,
            chat.origin().functionCalls());
    var dialect = exchange.dialect();
    var encoder = chat.stream() ? dialect.streamEncoder(settings) : dialect.wholeEncoder(settings);
    var spec =
        new GenerationSpec(
            ready.upstream(),
            ready.written().call(),
            ready.served().observer(),
            OnDisconnect.CANCEL);
    var answer = answers.ask(spec, exchange.principal(), request.loop());
    exchange.answers(chat.stream(), answer, ready.written().dropped());
    exchange.reads(
        new Reader(encoder, exchange, exchange.output(), request.loop(), exchange::open));
  }
}
