package dev.sluice.lab.script;

import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.ask.Tool;
import dev.sluice.lab.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scenarios: what the scripted model answers. */
public final class Scenes {
  private static final int BIG_CHUNKS = 10_000;
  private static final int BIG_BYTES = 1024;
  private static final int LENGTH_TOKENS = 8;
  private static final int ARGUMENT_PIECE = 7;

  private Scenes() {}

  /** The answer of a scenario; {@code echo} is what the scenario of that name says. */
  public static Answer answer(ScriptName script, Ask ask, Ids ids, String echo) {
    var input = ask.inputTokens();
    if (calls(script.scenario()) && !ask.talk().results().isEmpty()) {
      return Answer.of(List.of(new Part.Text(Texts.words(toolLoop(ask)))), input);
    }
    return switch (script.scenario()) {
      case "tool" -> Answer.of(tool(ask, ids), input);
      case "tools2" -> Answer.of(twoTools(ask, ids), input);
      case "toolnoargs" -> Answer.of(bareTool(ask, ids), input);
      case "reasontool" -> Answer.of(with(reasoning(ask.protocol()), tool(ask, ids)), input);
      case "reasoning" -> Answer.of(with(reasoning(ask.protocol()), text(script)), input);
      case "redacted" ->
          Answer.of(
              with(new Part.Redacted(Signatures.redacted(ask.protocol())), text(script)), input);
      case "usage" -> Answer.of(text(script), input).counts(USAGE);
      case "length" -> length(ask);
      case "stop" -> stop(ask);
      case "schema" -> Answer.of(schema(ask, ids), input);
      case "echo" -> Answer.of(List.of(new Part.Text(Texts.pieces(echo, 64))), input);
      case "refusal" -> Answer.of(List.of(new Part.Refusal(Texts.REFUSAL_TOKENS)), input);
      case "empty" -> Answer.of(List.of(), input);
      case "big" -> Answer.of(big(script), input);
      default -> Answer.of(text(script), input);
    };
  }

  /** The counts of the scenario usage: 1300 in all, of these 1000 read and 200 written. */
  public static final Counts USAGE =
      new Counts(100, Optional.of(1000), Optional.of(200), 50, Optional.of(20));

  /** The text that quotes the tool results. */
  public static String toolLoop(Ask ask) {
    var texts = ask.talk().results().stream().map(result -> result.text()).toList();
    return "The tool answered: " + String.join(" | ", texts);
  }

  private static boolean calls(String scenario) {
    return switch (scenario) {
      case "tool", "tools2", "toolnoargs", "reasontool" -> true;
      default -> false;
    };
  }

  private static List<Part> text(ScriptName script) {
    if (script.row().equals("u38")) {
      return List.of(new Part.Text(Texts.pieces(Texts.HOSTILE, 48)));
    }
    var count = script.count("n", Texts.TOKENS.size());
    var bytes = script.count("k", 0);
    return List.of(
        new Part.Text(
            bytes > 0
                ? Texts.filler(count, bytes)
                : count == Texts.TOKENS.size() ? Texts.TOKENS : Texts.cycle(Texts.TOKENS, count)));
  }

  private static List<Part> big(ScriptName script) {
    var count = script.count("n", BIG_CHUNKS);
    return List.of(new Part.Text(Texts.filler(count, script.count("k", BIG_BYTES))));
  }

  private static List<Part> tool(Ask ask, Ids ids) {
    return ask.firstTool()
        .map(tool -> List.<Part>of(call(tool, 0, ids)))
        .orElseGet(() -> List.of(new Part.Text(Texts.TOKENS)));
  }

  private static List<Part> twoTools(Ask ask, Ids ids) {
    var first = ask.firstTool();
    if (first.isEmpty()) {
      return List.of(new Part.Text(Texts.TOKENS));
    }
    var others = ask.callable().stream().filter(tool -> !tool.equals(first.get())).toList();
    var second = others.isEmpty() || ask.choice().forced() ? first.get() : others.get(0);
    return List.of(call(first.get(), 0, ids), call(second, 1, ids));
  }

  private static List<Part> bareTool(Ask ask, Ids ids) {
    return ask.firstTool()
        .map(tool -> List.<Part>of(new Part.Call(ids.call(0), tool.name(), List.of())))
        .orElseGet(() -> List.of(new Part.Text(Texts.TOKENS)));
  }

  /** A call of the tool with arguments that its schema allows. */
  public static Part call(Tool tool, int index, Ids ids) {
    var arguments = SchemaValues.valueFor(tool.schema(), index).write();
    return new Part.Call(ids.call(index), tool.name(), Texts.pieces(arguments, ARGUMENT_PIECE));
  }

  /** The fixed reasoning, signed by that provider. */
  public static Part reasoning(Protocol protocol) {
    return new Part.Reasoning(Texts.REASONING_TOKENS, Signatures.sign(protocol, Texts.REASONING));
  }

  private static List<Part> with(Part first, List<Part> rest) {
    var parts = new ArrayList<Part>();
    parts.add(first);
    parts.addAll(rest);
    return parts;
  }

  private static Answer length(Ask ask) {
    var count =
        Math.min(LENGTH_TOKENS, Math.max(1, ask.limits().maxTokens().orElse(LENGTH_TOKENS)));
    return Answer.of(List.of(new Part.Text(Texts.TOKENS.subList(0, count))), ask.inputTokens())
        .ends(Stop.LENGTH, Optional.empty());
  }

  private static Answer stop(Ask ask) {
    var stops = ask.limits().stops();
    return Answer.of(List.of(new Part.Text(Texts.COUNTING_TOKENS)), ask.inputTokens())
        .ends(Stop.STOP_SEQUENCE, Optional.of(stops.isEmpty() ? "END" : stops.get(0)));
  }

  private static List<Part> schema(Ask ask, Ids ids) {
    if (ask.choice().forced() && ask.firstTool().isPresent()) {
      return tool(ask, ids);
    }
    var schema = ask.limits().schema().orElse(Json.obj("type", "object"));
    return List.of(new Part.Text(Texts.pieces(SchemaValues.valueFor(schema, 0).write(), 8)));
  }
}
