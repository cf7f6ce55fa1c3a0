package dev.sluice.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Histories for the tests of this package. */
final class Histories {

  static final Spelling IDS = new Spelling("_-", 1, 40);
  static final Spelling NAMES = new Spelling("_-", 1, 64);

  private static final List<String> TEXTS = List.of("", " ", "\n", "a", "b ", "c");
  private static final List<String> SOME_IDS = List.of("x", "y", "", "functions.f:0", "ü");

  private Histories() {}

  static HistoryRules rules(boolean systemAnywhere, boolean prefill) {
    return new HistoryRules(IDS, NAMES, systemAnywhere, prefill, true);
  }

  static ChatRequest request(List<Tool> tools, ToolChoice choice, Message... messages) {
    return new ChatRequest(
        new ChatRequest.Origin("p", Map.of(), new byte[0], List.of(), List.of()),
        "m",
        true,
        true,
        List.of(messages),
        tools,
        choice,
        null,
        new Sampling(null, null, null, null, List.of()),
        null,
        null);
  }

  static Tool tool(String name) {
    return new Tool(name, null, null, null, ToolKind.FUNCTION);
  }

  /** The turns for a target that knows the signature "own". */
  static Turns turns(HistoryRules rules, Message... messages) {
    var request = request(List.of(), new ToolChoice.Unset(), messages);
    return Turns.of(
        CallNames.of(request, rules.names()),
        rules,
        (thought, turn, index) -> isOwn(thought.signature()));
  }

  private static boolean isOwn(@Nullable String signature) {
    return signature != null && signature.equals("own");
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

  static Part call(String id) {
    return new Part.ToolCall(id, "f", "{}", ToolKind.FUNCTION);
  }

  static Message result(String id, String text) {
    return new Message(
        Message.Role.USER, List.of(new Part.ToolResult(id, List.of(new Part.Text(text)), false)));
  }

  /**
   * The parts on one line: texts as they are, calls as {@code id()}, results as {@code id=text}.
   */
  static String shown(List<Part> parts) {
    var line = new StringBuilder();
    for (var part : parts) {
      line.append(' ')
          .append(
              switch (part) {
                case Part.Text text -> text.text();
                case Part.Refusal refusal -> refusal.text();
                case Part.Reasoning thought -> "?" + thought.text();
                case Part.ToolCall call -> call.id() + "()";
                case Part.ToolResult result ->
                    result.callId()
                        + (result.error() ? "=!" : "=")
                        + shown(result.content()).strip();
                case Part.Foreign foreign -> foreign.type();
              });
    }
    return line.toString();
  }

  /** Messages in an order that no client should have. */
  static List<Message> any(SplittableRandom random) {
    var messages = new ArrayList<Message>();
    for (var i = random.nextInt(9); i >= 0; i--) {
      messages.add(
          switch (random.nextInt(4)) {
            case 0 -> system(text(random));
            case 1 -> user(text(random));
            case 2 -> result(id(random), text(random));
            default -> answer(random);
          });
    }
    return messages;
  }

  private static Message answer(SplittableRandom random) {
    var parts = new ArrayList<Part>();
    for (var i = random.nextInt(4); i > 0; i--) {
      parts.add(
          switch (random.nextInt(4)) {
            case 0 -> new Part.Text(text(random));
            case 1 -> new Part.Reasoning("hm", random.nextBoolean() ? "own" : "no", null);
            case 2 -> new Part.Refusal(text(random));
            default -> call(id(random));
          });
    }
    return new Message(Message.Role.ASSISTANT, parts);
  }

  private static String id(SplittableRandom random) {
    return SOME_IDS.get(random.nextInt(SOME_IDS.size()));
  }

  private static String text(SplittableRandom random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
