package dev.sluice.lab.ask;

import dev.sluice.lab.json.Json;
import java.util.List;
import java.util.Optional;

/** A request as the script needs it, whatever protocol it came in. */
public record Ask(
    Protocol protocol,
    String model,
    boolean stream,
    Json body,
    List<Tool> tools,
    Choice choice,
    Limits limits,
    Talk talk) {
  public Ask {
    tools = List.copyOf(tools);
  }

  /** Reads a request body; {@code model} and {@code stream} as path or body say. */
  public static Ask read(Protocol protocol, String model, boolean stream, Json body) {
    return switch (protocol) {
      case CHAT -> ChatAsk.read(model, stream, body);
      case MESSAGES -> MessagesAsk.read(model, stream, body);
      case CONVERSE -> ConverseAsk.read(model, stream, body);
    };
  }

  /** Tools that may be called: none where the choice says so. */
  public List<Tool> callable() {
    return choice instanceof Choice.None ? List.of() : tools;
  }

  /** The tool to call first: the named one, else the first offered. */
  public Optional<Tool> firstTool() {
    var callable = callable();
    if (choice instanceof Choice.Named named) {
      return callable.stream().filter(tool -> tool.name().equals(named.name())).findFirst();
    }
    return callable.stream().findFirst();
  }

  /** Whether a Chat stream shall end with a usage chunk. */
  public boolean includesUsage() {
    return body.get("stream_options").get("include_usage").isTrue();
  }

  /** A rough count of input tokens: a quarter of the request's characters, at least 1. */
  public int inputTokens() {
    return Math.max(1, body.write().length() / 4);
  }
}
