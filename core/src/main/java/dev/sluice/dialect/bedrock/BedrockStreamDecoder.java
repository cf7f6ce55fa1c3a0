package dev.sluice.dialect.bedrock;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.frame.EventStreamDecoder;
import dev.sluice.frame.EventStreamFrame;
import dev.sluice.frame.EventStreamSink;
import dev.sluice.frame.FrameDamage;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;

/**
 * Turns the frames of ConverseStream into chunks.
 *
 * <p>The answer is whole once {@code messageStop} was read; it ends as soon as {@code metadata} was
 * read too, or with the bytes. Source: protocol reference, §5.6 and §9.4.
 */
final class BedrockStreamDecoder implements AnswerDecoder, EventStreamSink {

  private final DecodeSettings settings;
  private final ChunkSink sink;
  private final EventStreamDecoder frames;
  private final OpenBlocks blocks;
  private final Deltas deltas;
  private final BedrockEvent event = new BedrockEvent();
  private final PlainDelta plain = new PlainDelta();
  private boolean started;
  private boolean stopped;
  private boolean measured;
  private boolean ended;

  BedrockStreamDecoder(DecodeSettings settings, ChunkSink sink) {
    this.settings = settings;
    this.sink = sink;
    this.frames = new EventStreamDecoder(settings.eventBytesMax(), this);
    this.blocks = new OpenBlocks(sink);
    this.deltas = new Deltas(blocks, sink);
  }

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    if (!ended) {
      frames.feed(bytes, offset, length);
    }
  }

  @Override
  public void end() {
    if (!ended) {
      frames.end();
    }
    if (ended) {
      return;
    }
    if (stopped) {
      ended = true;
      sink.accept(Chunk.End.END);
    } else {
      fail(
          Failure.of(
              ErrorCode.UPSTREAM_TRUNCATED, "the provider's stream ended before messageStop"));
    }
  }

  @Override
  public boolean finished() {
    return stopped && !ended;
  }

  @Override
  public void damaged(FrameDamage damage, long offset, long expected, long found) {
    if (!ended) {
      fail(BedrockErrors.damage(damage, offset, expected, found));
    }
  }

  @Override
  public void frame(EventStreamFrame frame) {
    if (ended) {
      return;
    }
    var type = frame.header(":message-type");
    switch (type == null ? "event" : type) {
      case "event" -> event(frame);
      case "exception" -> {
        var name = header(frame, ":exception-type");
        fail(BedrockErrors.exception(name, frame));
      }
      case "error" ->
          fail(
              BedrockErrors.inBand(
                  header(frame, ":error-code"), header(frame, ":error-message"), null));
      default -> problem(header(frame, ":event-type"), frame, "unknown :message-type", true);
    }
  }

  private static String header(EventStreamFrame frame, String name) {
    var value = frame.header(name);
    return value == null ? "" : value;
  }

  private void event(EventStreamFrame frame) {
    var type = header(frame, ":event-type");
    try {
      switch (type) {
        case "contentBlockDelta" -> delta(frame);
        case "contentBlockStart" -> blockStart(frame);
        case "contentBlockStop" -> blockStop(frame);
        case "messageStart" -> messageStart(frame);
        case "messageStop" -> messageStop(frame);
        case "metadata" -> metadata(frame);
        case "initial-response" -> {}
        case "" -> problem("", frame, "no :event-type", true);
        default -> unknown(type, frame);
      }
    } catch (MalformedJson e) {
      problem(type, frame, e.reason(), contentBearing(type));
    }
  }

  private static boolean contentBearing(String type) {
    return switch (type) {
      case "messageStart", "messageStop", "metadata" -> false;
      default -> true;
    };
  }

  private void messageStart(EventStreamFrame frame) throws MalformedJson {
    var reader = BedrockEvent.enter(payload(frame), offset(frame), length(frame));
    var members = new Members();
    while (reader.next()) {
      if (!reader.name().equals("role")) {
        members.keep("", reader);
      }
    }
    reader.finish();
    if (started) {
      problem("messageStart", frame, "a second messageStart", false);
    } else {
      start(members.extra());
    }
  }

  private void start(Extra extra) {
    if (!started) {
      started = true;
      sink.accept(
          new Chunk.Start(null, null, settings.provider(), settings.attempt(), null, extra));
    }
  }

  private void blockStart(EventStreamFrame frame) throws MalformedJson {
    event.readStart(payload(frame), offset(frame), length(frame));
    if (!Deltas.isSilent(event) && !rejects("contentBlockStart", frame)) {
      deltas.start(event);
    }
  }

  /** Whether content cannot be taken here: then it was told or the answer has failed. */
  private boolean rejects(String type, EventStreamFrame frame) {
    start(Extra.NONE);
    if (stopped) {
      problem(type, frame, "content after messageStop", true);
      return true;
    }
    if (blocks.full()) {
      fail(
          Failure.of(
              ErrorCode.UPSTREAM_PROTOCOL,
              "more than " + OpenBlocks.OPEN_MAX + " blocks are open at once"));
      return true;
    }
    return false;
  }

  private void delta(EventStreamFrame frame) throws MalformedJson {
    if (!plain.read(frame.array(), frame.payloadOffset(), frame.payloadLength(), event)) {
      event.readDelta(payload(frame), offset(frame), length(frame));
    }
    if (!Deltas.isSilent(event) && !rejects("contentBlockDelta", frame)) {
      deltas.delta(event);
    }
  }

  private void blockStop(EventStreamFrame frame) throws MalformedJson {
    event.readStop(payload(frame), offset(frame), length(frame));
    blocks.close(event.index);
  }

  private void messageStop(EventStreamFrame frame) throws MalformedJson {
    var stop = StopEvent.read(payload(frame), offset(frame), length(frame));
    start(Extra.NONE);
    if (stopped) {
      problem("messageStop", frame, "a second messageStop", false);
      return;
    }
    blocks.closeAll();
    stopped = true;
    sink.accept(stop.finish(blocks.calls()));
    endIfWhole();
  }

  private void metadata(EventStreamFrame frame) throws MalformedJson {
    var usage = UsageReader.event(payload(frame), offset(frame), length(frame));
    start(Extra.NONE);
    sink.accept(usage);
    measured = true;
    endIfWhole();
  }

  private void endIfWhole() {
    if (stopped && measured) {
      ended = true;
      sink.accept(Chunk.End.END);
    }
  }

  private void unknown(String type, EventStreamFrame frame) throws MalformedJson {
    var json = Json.parse(payload(frame), offset(frame), length(frame)).compact();
    start(Extra.NONE);
    sink.accept(new Chunk.Opaque(0, -1, BedrockDialect.NAME, type, json));
  }

  private void problem(String type, EventStreamFrame frame, String reason, boolean contentBearing) {
    start(Extra.NONE);
    sink.accept(new Chunk.Problem(type, frame.offset(), reason, contentBearing));
  }

  private void fail(Failure failure) {
    start(Extra.NONE);
    ended = true;
    sink.accept(new Chunk.Failed(failure));
  }

  /* An empty payload is an empty object. */
  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private static byte[] payload(EventStreamFrame frame) {
    return frame.payloadLength() == 0 ? EMPTY_OBJECT : frame.array();
  }

  private static int offset(EventStreamFrame frame) {
    return frame.payloadLength() == 0 ? 0 : frame.payloadOffset();
  }

  private static int length(EventStreamFrame frame) {
    return frame.payloadLength() == 0 ? 2 : frame.payloadLength();
  }
}
