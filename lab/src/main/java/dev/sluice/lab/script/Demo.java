package dev.sluice.lab.script;

import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.ask.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The demonstration: a few written answers, picked by what was asked. Calls a tool only where tools
 * are offered, shows reasoning where it is asked for, obeys stop sequences and token limits. The
 * first answer of a conversation says that answers are scripted.
 */
public final class Demo {
  private static final int QUOTE_MAX = 80;
  private static final int PIECE = 9;

  private Demo() {}

  /** The answer to what was asked. */
  public static Answer answer(Ask ask, Ids ids) {
    var tool = tool(ask);
    var parts = new ArrayList<Part>();
    if (ask.limits().reasoning() || DemoTexts.ponders(ask.talk().question())) {
      var thought = Texts.words(DemoTexts.reasoning(topic(ask), tool.isPresent()));
      var signature = Signatures.sign(ask.protocol(), String.join("", thought));
      parts.add(new Part.Reasoning(thought, signature));
    }
    if (tool.isPresent()) {
      parts.add(new Part.Text(Texts.words("Let me look that up.")));
      var arguments = DemoArguments.of(tool.get(), ask.talk().question()).write();
      parts.add(new Part.Call(ids.call(0), tool.get().name(), Texts.pieces(arguments, PIECE)));
      return Answer.of(parts, ask.inputTokens());
    }
    return limited(ask, parts, text(ask));
  }

  // after a result, or where the talk is small, no tool is called
  private static Optional<Tool> tool(Ask ask) {
    if (!ask.talk().results().isEmpty() || ask.callable().isEmpty()) {
      return Optional.empty();
    }
    if (ask.choice().forced()) {
      return ask.firstTool();
    }
    var question = ask.talk().question().toLowerCase(Locale.ROOT);
    if (DemoTexts.topic(question) == DemoTexts.Topic.GREETING) {
      return Optional.empty();
    }
    return ask.callable().stream()
        .filter(tool -> mentions(question, tool.name()))
        .findFirst()
        .or(ask::firstTool);
  }

  private static boolean mentions(String question, String name) {
    for (var word : name.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (word.length() > 3 && question.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static DemoTexts.Topic topic(Ask ask) {
    return DemoTexts.topic(ask.talk().question());
  }

  private static String text(Ask ask) {
    var schema = ask.limits().schema();
    if (schema.isPresent()) {
      return SchemaValues.valueFor(schema.get(), 0).write();
    }
    var results = ask.talk().results().stream().map(result -> result.text().strip()).toList();
    var said =
        results.isEmpty()
            ? DemoTexts.answer(topic(ask), quote(ask.talk().question()))
            : "The tool answered:\n\n> " + String.join("\n> ", results) + DemoTexts.AFTER_TOOL;
    return ask.talk().userTurns() == 1 ? said + DemoTexts.NOTE : said;
  }

  private static String quote(String question) {
    var line = question.strip().replaceAll("\\s+", " ");
    if (line.length() <= QUOTE_MAX) {
      return line;
    }
    return Texts.pieces(line, QUOTE_MAX).getFirst() + "…";
  }

  private static Answer limited(Ask ask, List<Part> before, String text) {
    var said = text;
    Optional<String> sequence = Optional.empty();
    for (var stop : ask.limits().stops()) {
      var at = stop.isEmpty() ? -1 : said.indexOf(stop);
      if (at >= 0) {
        said = said.substring(0, at);
        sequence = Optional.of(stop);
      }
    }
    var words = Texts.words(said);
    var room = ask.limits().maxTokens().orElse(Integer.MAX_VALUE) - thinking(before);
    if (words.size() > room) {
      before.add(new Part.Text(words.subList(0, Math.max(1, room))));
      return Answer.of(before, ask.inputTokens()).ends(Stop.LENGTH, Optional.empty());
    }
    before.add(new Part.Text(words));
    var answer = Answer.of(before, ask.inputTokens());
    return sequence.isPresent() ? answer.ends(Stop.STOP_SEQUENCE, sequence) : answer;
  }

  private static int thinking(List<Part> before) {
    return Answer.of(before, 0).counts().output();
  }
}
