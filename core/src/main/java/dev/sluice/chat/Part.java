package dev.sluice.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a message of a request. */
public sealed interface Part {

  /** Text; empty text is legal here, writers drop it where their protocol forbids it. */
  record Text(String text) implements Part {}

  /** Text by which the model declined in an earlier turn. */
  record Refusal(String text) implements Part {}

  /**
   * Reasoning of an earlier turn.
   *
   * @param signature what proves it to its provider, or absent
   * @param redacted the encrypted block (base64 text as it came), or absent
   */
  record Reasoning(String text, @Nullable String signature, @Nullable String redacted)
      implements Part {}

  /**
   * A call that the model made in an earlier turn.
   *
   * @param arguments JSON text of an object for functions ("{}" when there were none), free text
   *     for custom tools
   */
  record ToolCall(String id, String name, String arguments, ToolKind kind) implements Part {

    ToolCall withId(String other) {
      return new ToolCall(other, name, arguments, kind);
    }

    ToolCall withName(String other) {
      return new ToolCall(id, other, arguments, kind);
    }

    public ToolCall withArguments(String other) {
      return new ToolCall(id, name, other, kind);
    }
  }

  /**
   * What came of a call.
   *
   * @param content {@link Text} and {@link Foreign} parts
   */
  record ToolResult(String callId, List<Part> content, boolean error) implements Part {
    public ToolResult {
      content = List.copyOf(content);
    }
  }

  /**
   * A part that the neutral model cannot carry (image, document, audio, server tool …). It passes
   * between equal protocols, where the request's own JSON is sent on; elsewhere the request is
   * refused.
   *
   * @param path where it stands in the client's body, e.g. {@code messages[0].content[1]}
   * @param type the protocol's own word for it, e.g. {@code image_url}
   */
  record Foreign(String path, String type) implements Part {}
}
