package dev.sluice.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a model, in no protocol's words, beside the client's own body.
 *
 * <p>A writer of the same protocol sends {@link Origin#body} on, changing only what it must, so
 * that nothing is lost between equal protocols. Other writers use the neutral members, name in
 * {@code dropped} what they left out, and refuse the request when {@link Origin#blocking} names a
 * field that changes its meaning.
 *
 * @param model as the client wrote it; the router replaces it
 * @param stream whether the client wants the answer as a stream
 * @param includeUsage whether a streaming client wants a usage chunk (Chat; true elsewhere)
 * @param parallelCalls whether several calls at once are allowed; absent when the client is silent
 */
public record ChatRequest(
    Origin origin,
    String model,
    boolean stream,
    boolean includeUsage,
    List<Message> messages,
    List<Tool> tools,
    ToolChoice toolChoice,
    @Nullable Boolean parallelCalls,
    Sampling sampling,
    @Nullable Effort effort,
    @Nullable String user) {

  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /**
   * Where the request came from.
   *
   * @param protocol the name of the client's dialect
   * @param headers the client's headers that its protocol gives a meaning to (lower-case names),
   *     e.g. {@code anthropic-version}; never credentials
   * @param body the client's JSON text, UTF-8; not to be changed
   * @param droppable fields that only influence sampling or bookkeeping and that the neutral
   *     members do not carry, by name, in order
   * @param blocking fields that change the meaning and that only the same protocol can carry
   * @param names what the client calls the neutral members
   * @param functionCalls whether the client knows only Chat's deprecated single function call, and
   *     wants its answer in that form
   * @param places where the client wrote what
   */
  // An array, not a copy: bodies are up to 32 MiB and are read once more at most.
  @SuppressWarnings("ArrayRecordComponent")
  public record Origin(
      String protocol,
      Map<String, String> headers,
      byte[] body,
      List<String> droppable,
      List<Blocking> blocking,
      FieldNames names,
      boolean functionCalls,
      RequestPlaces places) {

    /** An origin without names of its own. */
    public Origin(
        String protocol,
        Map<String, String> headers,
        byte[] body,
        List<String> droppable,
        List<Blocking> blocking) {
      this(
          protocol,
          headers,
          body,
          droppable,
          blocking,
          FieldNames.NEUTRAL,
          false,
          RequestPlaces.NEUTRAL);
    }

    public Origin {
      headers = Map.copyOf(headers);
      droppable = List.copyOf(droppable);
      blocking = List.copyOf(blocking);
    }
  }

  /** A field that cannot be left out, and why another protocol cannot carry it. */
  public record Blocking(String param, String message) {}

  /** What the client calls the neutral members. */
  public FieldNames names() {
    return origin.names();
  }

  public boolean from(String protocol) {
    return origin.protocol().equals(protocol);
  }

  public ChatRequest withModel(String other) {
    return new ChatRequest(
        origin,
        other,
        stream,
        includeUsage,
        messages,
        tools,
        toolChoice,
        parallelCalls,
        sampling,
        effort,
        user);
  }

  /** This request with other tools and another choice among them. */
  public ChatRequest withTools(List<Tool> others, ToolChoice choice) {
    return new ChatRequest(
        origin,
        model,
        stream,
        includeUsage,
        messages,
        others,
        choice,
        parallelCalls,
        sampling,
        effort,
        user);
  }

  /** This request with every message replaced by what {@code change} makes of it. */
  public ChatRequest mapMessages(UnaryOperator<Message> change) {
    var changed = new ArrayList<Message>(messages.size());
    for (var message : messages) {
      changed.add(change.apply(message));
    }
    return new ChatRequest(
        origin,
        model,
        stream,
        includeUsage,
        changed,
        tools,
        toolChoice,
        parallelCalls,
        sampling,
        effort,
        user);
  }
}
