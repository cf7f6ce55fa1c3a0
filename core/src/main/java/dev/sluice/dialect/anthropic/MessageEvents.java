package dev.sluice.dialect.anthropic;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.EndWords;
import dev.sluice.dialect.ErrorBody;
import dev.sluice.json.Json;
import dev.sluice.json.JsonReader;
import dev.sluice.json.MalformedJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of one answer, turned into chunks.
 *
 * <p>The order is held strictly: {@code message_start} once and first, blocks dense from 0, deltas
 * and stops only for open blocks, no block after the stop reason. What breaks it ends the answer as
 * {@code upstream_protocol}. An event that cannot be read is a {@code Problem} and the answer goes
 * on. Unknown events, blocks and deltas are kept whole. Source: protocol reference, §4.4 and §9.3.
 */
final class MessageEvents {

  static final int OPEN_BLOCKS_MAX = 1024;
  private static final int EARLY_EVENTS_MAX = 16;
  private static final byte[] EMPTY = {'{', '}'};
  private final DecodeSettings settings;
  private final ChunkSink sink;
  private final BlockReader blocks;
  private final BlockDeltas deltas;
  private final PlainDelta plain = new PlainDelta();
  private final DeltaEvent delta = new DeltaEvent();
  private final Stop stop = new Stop();
  private final Map<Integer, OpenBlock> open = new HashMap<>();
  private final List<Chunk.Opaque> early = new ArrayList<>();
  private @Nullable OpenBlock latest;
  private int next;
  private boolean started;
  private boolean content;
  private boolean ended;

  MessageEvents(DecodeSettings settings, ChunkSink sink) {
    this.settings = settings;
    this.sink = sink;
    this.blocks = new BlockReader(settings.fresh(), this::emit);
    this.deltas = new BlockDeltas(this::emit);
  }

  boolean ended() {
    return ended;
  }

  /**
   * One event: its name, "" if it had none, and its JSON; no bytes are an empty object. The type
   * inside the JSON goes before the name.
   *
   * @param at where the event began, in bytes from the start of the answer
   */
  void event(String name, byte[] data, int offset, int length, long at) {
    if (ended) {
      return;
    }
    if (plain.read(data, offset, length) && grow()) {
      return;
    }
    try {
      if (length == 0) {
        read(name, EMPTY, 0, EMPTY.length);
        return;
      }
      var own = read(name, data, offset, length);
      if (!own.equals(name)) {
        read(own, data, offset, length);
      }
    } catch (MalformedJson e) {
      unreadable(name, data, offset, length, at, e.reason());
    }
  }

  /** Grows a block by the plain delta; false where something is wrong with it. */
  private boolean grow() {
    var block = openAt(plain.index());
    if (block == null || block.kind != plain.kind()) {
      return false;
    }
    deltas.grow(block, plain.text());
    return true;
  }

  /** Acts on the event if it is what {@code type} says, and returns what the event itself says. */
  private String read(String type, byte[] data, int offset, int length) throws MalformedJson {
    if (type.equals(Wire.BLOCK_DELTA)) {
      delta.read(JsonReader.of(data, offset, length));
      if (Wire.differs(type, delta.eventType())) {
        return delta.eventType();
      }
      blockDelta(data, offset, length);
      return type;
    }
    var event = Json.parse(data, offset, length).asObject().orElseThrow(MessageEvents::notAnObject);
    var own = event.text("type").orElse("");
    if (Wire.differs(type, own)) {
      return own;
    }
    switch (type) {
      case Wire.MESSAGE_START -> messageStart(event);
      case Wire.BLOCK_START -> blockStart(event, Wire.members(data, offset, length));
      case Wire.BLOCK_STOP -> blockStop(event);
      case Wire.MESSAGE_DELTA -> messageDelta(event);
      case Wire.MESSAGE_STOP -> messageStop(event);
      case Wire.ERROR -> error(ErrorBody.inBand(Wire.ERROR, event));
      case "message" -> wholeMessage(event, Wire.oneLine(data, offset, length));
      case Wire.PING -> {}
      default -> unknown(type, event, Wire.oneLine(data, offset, length));
    }
    return type;
  }

  private static MalformedJson notAnObject() {
    return new MalformedJson("a JSON object was expected", 0);
  }

  /** A whole message in the place of a stream. */
  private void wholeMessage(Json.Obj event, String json) {
    if (!started && event.get("content").orElse(Json.Nil.NIL) instanceof Json.Arr) {
      message(event);
    } else {
      unknown("message", event, json);
    }
  }

  private void error(@Nullable ErrorBody error) {
    fail(AnthropicErrors.inBand(error, content));
  }

  private void messageStart(Json.Obj event) {
    if (started) {
      disorder("a second message_start");
      return;
    }
    var extras = Extras.of(event, Extras.EVENT, "type", "message");
    var message = event.object("message").orElseGet(Json.Obj::of);
    extras.keep(message, Extras.MESSAGE, Wire.MESSAGE_MEMBERS);
    begin(message, extras);
  }

  /** A whole message. What a stream says at its end counts as said there. */
  void message(Json.Obj message) {
    var extras = new Extras();
    extras.keep(message, Extras.MESSAGE, Wire.WHOLE_MESSAGE_MEMBERS);
    begin(message, extras);
    stop.whole(message);
    end();
  }

  private void begin(Json.Obj message, Extras extras) {
    start(message.text("id").orElse(null), message.text("model").orElse(null), extras.take());
    usage(message);
    for (var block : message.array("content")) {
      wholeBlock(block);
    }
    stop.begin(message);
  }

  private void start(@Nullable String id, @Nullable String model, Extra extra) {
    started = true;
    var marked = extra.isEmpty() ? Extras.MARK : extra;
    emit(new Chunk.Start(id, model, settings.provider(), settings.attempt(), null, marked));
    early.forEach(this::emit);
    early.clear();
  }

  private void usage(Json.Obj holder) {
    holder.object("usage").ifPresent(usage -> emit(UsageReader.read(usage)));
  }

  private void wholeBlock(Json json) {
    var block = json.asObject().orElseGet(Json.Obj::of);
    var whole = Json.Obj.of().put("content_block", json).compact();
    var opened = blocks.open(next++, block, new Extras(), whole);
    stop.sees(opened.kind);
    deltas.close(opened);
  }

  private void blockStart(Json.Obj event, String members) {
    if (!started || stop.known()) {
      disorder(started ? "a block after the stop reason" : "a block before message_start");
      return;
    }
    var index = event.integer("index").orElse(-1L);
    if (index != next) {
      disorder("block " + index + " starts where " + next + " is next");
      return;
    }
    if (open.size() >= OPEN_BLOCKS_MAX) {
      disorder("more than " + OPEN_BLOCKS_MAX + " blocks are open");
      return;
    }
    var extras = Extras.of(event, Extras.EVENT, "type", "index", "content_block");
    var block = event.object("content_block").orElseGet(Json.Obj::of);
    var opened = blocks.open(next, block, extras, members);
    stop.sees(opened.kind);
    open.put(next++, opened);
    latest = opened;
  }

  private void blockDelta(byte[] data, int offset, int length) throws MalformedJson {
    var block = openAt(delta.index());
    if (block == null) {
      disorder("a delta for block " + delta.index() + ", which is not open");
      return;
    }
    if (!delta.hasDelta()) {
      throw new MalformedJson("the delta lacks its object", 0);
    }
    deltas.grow(block, delta, data, offset, length);
  }

  private void blockStop(Json.Obj event) {
    var index = event.integer("index").orElse(-1L);
    var block = openAt(index);
    if (block == null) {
      disorder("a stop of block " + index + ", which is not open");
      return;
    }
    tail(event, Wire.BLOCK_STOP, "type", "index");
    open.remove(block.index);
    latest = null;
    deltas.close(block);
  }

  private @Nullable OpenBlock openAt(long index) {
    var last = latest;
    if (last != null && last.index == index) {
      return last;
    }
    return index < 0 || index >= next ? null : open.get((int) index);
  }

  private void messageDelta(Json.Obj event) {
    if (!started) {
      disorder("message_delta before message_start");
      return;
    }
    usage(event);
    stop.change(event);
    var said = stop.reason();
    if (EndWords.isFailure(said) || (EndWords.isMalformed(said) && !content)) {
      fail(broken(said));
    }
  }

  private static Failure broken(String said) {
    return Failure.of(ErrorCode.UPSTREAM_ERROR, "the provider broke off: stop_reason " + said);
  }

  /** Whether the reason for the end was told, and only {@code message_stop} is missing. */
  boolean finished() {
    return stop.known() && !ended;
  }

  /** Takes what was told for the end. */
  void conclude() {
    if (!ended) {
      end();
    }
  }

  private void messageStop(Json.Obj event) {
    if (!started) {
      disorder("message_stop before message_start");
      return;
    }
    tail(event, Wire.MESSAGE_STOP, "type", "");
    end();
  }

  /** The true end: closes what is open, says why the answer stopped, and ends it. */
  private void end() {
    if (next == 0 && stop.reason().isEmpty()) {
      fail(
          Failure.of(
              ErrorCode.UPSTREAM_PROTOCOL,
              "the provider's answer holds nothing that could be read:"
                  + " no content and no stop_reason"));
      return;
    }
    for (var block : List.copyOf(open.values())) {
      deltas.close(block);
    }
    open.clear();
    emit(stop.finish());
    ended = true;
    emit(Chunk.End.END);
  }

  /** Keeps the unknown members of an event whose chunk has no room for them. */
  private void tail(Json.Obj event, String type, String first, String second) {
    if (!Extras.of(event, Extras.EVENT, first, second).take().isEmpty()) {
      emit(new Chunk.Opaque(0, -1, Wire.NAME, type, event.compact()));
    }
  }

  private void unknown(String type, Json.Obj event, String json) {
    var error =
        type.isEmpty() || event.has("error") || event.has("base_resp")
            ? ErrorBody.inBand("", event)
            : null;
    if (error != null) {
      error(error);
      return;
    }
    var opaque = new Chunk.Opaque(0, -1, Wire.NAME, type, json);
    if (started) {
      emit(opaque);
    } else if (early.size() < EARLY_EVENTS_MAX) {
      early.add(opaque);
    }
  }

  private void unreadable(
      String name, byte[] data, int offset, int length, long at, String reason) {
    if (name.equals(Wire.ERROR)) {
      error(ErrorBody.of(Arrays.copyOfRange(data, offset, offset + length)));
      return;
    }
    if (!holdsBrace(data, offset, length)) {
      skip(at);
      return;
    }
    if (!started) {
      start(null, null, Extra.NONE);
    }
    emit(new Chunk.Problem(name, at, reason, Wire.bearsContent(name)));
  }

  /** What holds no JSON cannot have held content: a comment, a sign of life, {@code [DONE]}. */
  private void skip(long at) {
    if (started) {
      emit(new Chunk.Problem("", at, "1 event without JSON left out", false));
    }
  }

  private static boolean holdsBrace(byte[] data, int offset, int length) {
    for (var i = offset; i < offset + length; i++) {
      if (data[i] == '{') {
        return data[offset] != ':';
      }
    }
    return false;
  }

  private void disorder(String what) {
    fail(Failure.of(ErrorCode.UPSTREAM_PROTOCOL, "the provider's stream is out of order: " + what));
  }

  void fail(Failure failure) {
    if (!ended) {
      ended = true;
      emit(new Chunk.Failed(failure));
    }
  }

  private void emit(Chunk chunk) {
    content |= chunk.content();
    sink.accept(chunk);
  }
}
