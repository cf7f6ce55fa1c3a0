package dev.sluice.dialect.openai;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ErrorBody;
import dev.sluice.dialect.Fresh;
import dev.sluice.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One answer as it is read: takes the JSON objects of its events, or the one object of a whole
 * answer, and gives chunks.
 *
 * <p>Servers repeat, forget and misplace nearly everything, so a choice's finish waits until the
 * answer has ended: the last reason wins, and what still comes before the end is not lost. Source:
 * protocol reference, §§7 and 9.1.
 */
final class ChatAnswer {

  static final int CHOICES_MAX = 128;
  private static final String NO_JSON = " event without JSON left out";

  private final DecodeSettings settings;
  private final ChunkSink sink;
  private final SequencedMap<Integer, Choice> choices = new TreeMap<>();
  private final Map<String, Json> standing = new HashMap<>();
  private final Carrier carrier = new Carrier();
  private Chunk.Usage usage = Chunk.Usage.UNKNOWN;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable Long created;
  private boolean started;
  private boolean ended;
  private boolean content;
  private int emitted;
  private int skippedEarly;
  private long skippedOffset;
  private @Nullable Chunk last;

  ChatAnswer(DecodeSettings settings, ChunkSink sink) {
    this.settings = settings;
    this.sink = sink;
  }

  boolean ended() {
    return ended;
  }

  /** Whether anything was given that a reader sees. */
  boolean content() {
    return content;
  }

  /** How many chunks were given. */
  int emitted() {
    return emitted;
  }

  /** The last chunk that was given. */
  @Nullable Chunk last() {
    return last;
  }

  /** Whether unknown members wait for a chunk that can carry them. */
  boolean waiting() {
    if (!carrier.isEmpty()) {
      return true;
    }
    for (var choice : choices.values()) {
      if (choice.waiting()) {
        return true;
      }
    }
    return false;
  }

  /** The configured name of the provider. */
  String provider() {
    return settings.provider();
  }

  Fresh fresh() {
    return settings.fresh();
  }

  /** The choice of this index, if it was seen. */
  @Nullable Choice choice(int index) {
    return choices.get(index);
  }

  /** One event; {@code body} is what holds the content: {@code delta} or {@code message}. */
  void event(String name, Json.Obj event, String body, long offset) {
    var error = ErrorBody.inBand(name, event);
    if (error != null) {
      identify(event);
      fail(error.inStream(content));
      return;
    }
    if (!name.isEmpty() && !name.equals("message") && !event.has("choices")) {
      foreign(name, event);
      return;
    }
    identify(event);
    top(event);
    if (!started && id == null && model == null && event.array("choices").isEmpty()) {
      return;
    }
    start();
    choices(event, body, offset);
    if (!ended) {
      usage(event);
    }
  }

  private void foreign(String name, Json.Obj event) {
    if (!name.equals("ping") && !name.equals("keepalive") && !name.equals("heartbeat")) {
      start();
      emit(new Chunk.Opaque(0, -1, Places.PROTOCOL, name, event.compact()));
    }
  }

  private void identify(Json.Obj event) {
    id = id == null ? filled(event, "id") : id;
    model = model == null ? filled(event, "model") : model;
    var seconds = event.integer("created").orElse(0L);
    created = created == null && seconds > 0 ? seconds : created;
  }

  private void top(Json.Obj event) {
    event
        .members()
        .forEach((name, value) -> {
          switch (name) {
            case "id", "model", "created", "object", "choices", "usage", "error" -> {}
            default -> {
              if (!Places.STANDING.contains(name) || !value.equals(standing.put(name, value))) {
                carry(carrier, Places.TOP, name, value);
              }
            }
          }
        });
  }

  private static @Nullable String filled(Json.Obj event, String name) {
    return event.text(name).filter(text -> !text.isEmpty()).orElse(null);
  }

  void carry(Carrier to, String place, String name, Json value) {
    if (!to.put(place, name, value.compact())) {
      fail(
          Failure.of(
              ErrorCode.UPSTREAM_PROTOCOL,
              "the provider's stream has more than "
                  + Carrier.MEMBERS_MAX
                  + " unknown members, or too much in them, and no content to carry them"));
    }
  }

  private void choices(Json.Obj event, String body, long offset) {
    var member = event.members().get("choices");
    if (member instanceof Json.Arr array) {
      for (var element : array.elements()) {
        choice(element, body, offset);
      }
    } else if (member != null && !(member instanceof Json.Nil)) {
      problem(offset, "choices is not an array");
    }
  }

  private void choice(Json element, String body, long offset) {
    if (!(element instanceof Json.Obj object)) {
      problem(offset, "a choice is not an object");
      return;
    }
    var index = object.has("index") ? object.integer("index").orElse(-1L) : 0L;
    if (index < 0 || index >= CHOICES_MAX) {
      problem(offset, "a choice's index is not a number from 0 to " + (CHOICES_MAX - 1));
    } else if (!ended) {
      choices.computeIfAbsent((int) index, i -> new Choice(i, this)).read(object, body, offset);
      object.object("usage").ifPresent(this::usage);
    }
  }

  private void usage(Json.Obj event) {
    var own = event.object("usage");
    if (own.isPresent()) {
      count(own.get());
    } else {
      event.object("x_groq").flatMap(groq -> groq.object("usage")).ifPresent(this::count);
    }
  }

  private void count(Json.Obj object) {
    var next = UsageJson.read(object);
    if (next.equals(usage) || (!UsageJson.known(next) && next.extra().isEmpty())) {
      return;
    }
    usage = next;
    emit(
        new Chunk.Usage(
            next.input(),
            next.output(),
            next.cacheRead(),
            next.cacheWrite(),
            next.reasoning(),
            next.extra().plus(carrier.take())));
  }

  private void start() {
    if (!started) {
      started = true;
      emit(
          new Chunk.Start(
              id, model, settings.provider(), settings.attempt(), created, carrier.take()));
      if (skippedEarly > 0) {
        emit(new Chunk.Problem("", skippedOffset, skippedEarly + NO_JSON, false));
      }
    }
  }

  /** An event that holds no JSON and so no content: left out, and said so. */
  void skip(long offset) {
    if (started) {
      emit(new Chunk.Problem("", offset, 1 + NO_JSON, false));
    } else if (skippedEarly++ == 0) {
      skippedOffset = offset;
    }
  }

  /** An event that could not be read; nobody knows what it held. */
  void problem(long offset, String reason) {
    if (!ended) {
      start();
      emit(new Chunk.Problem("", offset, reason, true));
    }
  }

  void fail(Failure failure) {
    if (!ended) {
      start();
      ended = true;
      sink.accept(new Chunk.Failed(failure));
    }
  }

  /** The provider's own end marker, or what passes for it. */
  void done() {
    if (ended) {
      return;
    }
    if (!holdsAnything()) {
      fail(
          Failure.of(
              ErrorCode.UPSTREAM_PROTOCOL,
              "the provider's answer holds nothing that could be read:"
                  + " no content and no finish_reason"));
      return;
    }
    start();
    choices.values().forEach(Choice::finish);
    if (!ended) {
      ended = true;
      sink.accept(Chunk.End.END);
    }
  }

  private boolean holdsAnything() {
    for (var choice : choices.values()) {
      if (choice.said() || choice.held()) {
        return true;
      }
    }
    return content;
  }

  /** Whether every choice has said why it ended. */
  boolean finished() {
    for (var choice : choices.values()) {
      if (!choice.said()) {
        return false;
      }
    }
    return !choices.isEmpty();
  }

  /** The end of the bytes: good only when every choice has said why it ended. */
  void end() {
    if (finished()) {
      done();
    } else {
      fail(
          Failure.of(
              ErrorCode.UPSTREAM_TRUNCATED,
              "the provider's stream ended before its finish_reason and without [DONE]"));
    }
  }

  /** What waits at the top level and in {@code own}. */
  Extra take(Carrier own) {
    return carrier.take().plus(own.take());
  }

  void emit(Chunk chunk) {
    if (!ended) {
      emitted++;
      content |= chunk.content();
      last = chunk;
      sink.accept(chunk);
    }
  }
}
