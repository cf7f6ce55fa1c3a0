package dev.sluice.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Effort;
import dev.sluice.chat.Failure;
import dev.sluice.chat.FieldNames;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.RequestPlaces;
import dev.sluice.chat.Sampling;
import dev.sluice.chat.Tool;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests in and out, for the tests of this package. */
final class Requests {

  static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  static final String NOVA = "amazon.nova-micro-v1:0";

  private Requests() {}

  static ReadResult read(String json) {
    return Answers.DIALECT.read(
        new ClientCall("/model/m/converse-stream", Map.of(), json.getBytes(UTF_8)));
  }

  static ChatRequest accepted(String json) {
    return switch (read(json)) {
      case ReadResult.Accepted(var request) -> request;
      case ReadResult.Refused(var failure) -> throw new AssertionError(failure.message());
    };
  }

  static Failure refused(String json) {
    return switch (read(json)) {
      case ReadResult.Accepted accepted -> throw new AssertionError("was accepted");
      case ReadResult.Refused(var failure) -> failure;
    };
  }

  static Target target(String model, String... without) {
    return new Target(
        "aws", model, true, Set.of(without), Optional.empty(), proof -> proof.startsWith("own"));
  }

  static WriteResult.Written written(ChatRequest request, Target target) {
    return switch (Answers.DIALECT.write(request, target)) {
      case WriteResult.Written written -> written;
      case WriteResult.Refused(var failure) -> throw new AssertionError(failure.message());
    };
  }

  static Failure refused(ChatRequest request, Target target) {
    return switch (Answers.DIALECT.write(request, target)) {
      case WriteResult.Written written -> throw new AssertionError("was written");
      case WriteResult.Refused(var failure) -> failure;
    };
  }

  static String text(WriteResult.Written written) {
    return new String(written.call().body(), UTF_8);
  }

  static Json.Obj body(WriteResult.Written written) {
    try {
      return Json.parse(written.call().body()).asObject().orElseThrow();
    } catch (MalformedJson e) {
      throw new AssertionError(e);
    }
  }

  /** A request of another protocol, put together member by member. */
  static final class Builder {
    private String protocol = "openai";
    private List<Message> messages = List.of(Requests.user("hi"));
    private List<Tool> tools = List.of();
    private ToolChoice choice = new ToolChoice.Unset();
    private @Nullable Boolean parallel;
    private Sampling sampling = new Sampling(null, null, null, null, List.of());
    private @Nullable Effort effort;
    private @Nullable String user;
    private List<String> droppable = List.of();
    private List<ChatRequest.Blocking> blocking = List.of();

    Builder from(String name) {
      protocol = name;
      return this;
    }

    Builder messages(Message... given) {
      messages = List.of(given);
      return this;
    }

    Builder tools(String... names) {
      tools =
          List.of(names).stream()
              .map(name -> new Tool(name, "", null, null, ToolKind.FUNCTION))
              .toList();
      return this;
    }

    Builder tool(Tool tool) {
      tools = List.of(tool);
      return this;
    }

    Builder choice(ToolChoice given) {
      choice = given;
      return this;
    }

    Builder oneAtATime() {
      parallel = false;
      return this;
    }

    Builder sampling(Sampling given) {
      sampling = given;
      return this;
    }

    Builder effort(Effort.Level level) {
      effort = new Effort(level, null);
      return this;
    }

    Builder user(String name) {
      user = name;
      return this;
    }

    Builder droppable(String... names) {
      droppable = List.of(names);
      return this;
    }

    Builder blocking(String param, String message) {
      blocking = List.of(new ChatRequest.Blocking(param, message));
      return this;
    }

    ChatRequest build() {
      return new ChatRequest(
          new ChatRequest.Origin(
              protocol,
              Map.of(),
              new byte[0],
              droppable,
              blocking,
              FieldNames.NEUTRAL,
              false,
              places(protocol)),
          "m",
          true,
          true,
          messages,
          tools,
          choice,
          parallel,
          sampling,
          effort,
          user);
    }

    WriteResult.Written written(String model) {
      return Requests.written(build(), target(model));
    }
  }

  /** What clients of the other protocols call the places that these tests look at. */
  private static RequestPlaces places(String protocol) {
    return new RequestPlaces() {
      @Override
      public String part(int message, int index, Part part) {
        if (!(part instanceof Part.Reasoning)) {
          return "messages[" + message + "]";
        }
        return protocol.equals("anthropic")
            ? "messages[" + (message - 1) + "].content[" + index + "].thinking"
            : "messages[" + message + "].reasoning_content";
      }

      @Override
      public String toolName(int tool) {
        return "tools[" + tool + "].name";
      }

      @Override
      public String toolSchema(int tool) {
        return "tools[" + tool + "].parameters";
      }
    };
  }

  static Message system(String text) {
    return new Message(Message.Role.SYSTEM, List.of(new Part.Text(text)));
  }

  static Message user(String text) {
    return new Message(Message.Role.USER, List.of(new Part.Text(text)));
  }

  static Message assistant(Part... parts) {
    return new Message(Message.Role.ASSISTANT, List.of(parts));
  }

  static Part call(String id, String arguments) {
    return new Part.ToolCall(id, "f", arguments, ToolKind.FUNCTION);
  }

  static Message result(String id, String text) {
    return new Message(
        Message.Role.USER, List.of(new Part.ToolResult(id, List.of(new Part.Text(text)), false)));
  }
}
