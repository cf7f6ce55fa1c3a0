package dev.sluice.chat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes {@link Turns} of one history. One thread, one call. */
final class TurnsMaker {
  private final ChatRequest request;
  private final HistoryRules rules;
  private final Turns.Keeps keeps;
  private final List<Part.Text> system = new ArrayList<>();
  private final List<OpenTurn> turns = new ArrayList<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final CallIds ids;
  private final OpenCalls calls = new OpenCalls();
  private boolean lostThought;

  TurnsMaker(ChatRequest request, HistoryRules rules, Turns.Keeps keeps) {
    this.request = request;
    this.rules = rules;
    this.keeps = keeps;
    this.ids = new CallIds(rules.ids());
  }

  Turns make() {
    for (var i = 0; i < request.messages().size(); i++) {
      var message = request.messages().get(i);
      switch (message.role()) {
        case SYSTEM -> system(message, i);
        case USER -> user(message, i);
        case ASSISTANT -> assistant(message, i);
      }
    }
    end();
    var made = new ArrayList<Message>(turns.size());
    for (var i = 0; i < turns.size(); i++) {
      made.add(turns.get(i).message(i == 0 ? List.of() : turns.get(i - 1).calls));
    }
    return new Turns(system, made, changed, ids.taken(), lostThought);
  }

  private void system(Message message, int index) {
    for (var i = 0; i < message.parts().size(); i++) {
      var part = message.parts().get(i);
      if (!(part instanceof Part.Text text)) {
        change(index, i, part);
      } else if (!text.text().isBlank()) {
        system(text);
      }
    }
  }

  private void system(Part.Text text) {
    if (turns.isEmpty()) {
      system.add(text);
    } else if (rules.systemAnywhere() && turns.getLast().calls.isEmpty()) {
      add(Message.Role.SYSTEM, text);
    } else {
      add(Message.Role.USER, Turns.folded(text));
    }
  }

  private void user(Message message, int index) {
    for (var i = 0; i < message.parts().size(); i++) {
      var part = message.parts().get(i);
      switch (part) {
        case Part.ToolResult result -> result(result, index, i);
        case Part.Text text -> text(Message.Role.USER, text);
        case Part.Refusal refusal -> text(Message.Role.USER, new Part.Text(refusal.text()));
        case Part.Foreign foreign -> add(Message.Role.USER, foreign);
        case Part.Reasoning misplaced -> change(index, i, misplaced);
        case Part.ToolCall misplaced -> change(index, i, misplaced);
      }
    }
  }

  private void result(Part.ToolResult result, int message, int index) {
    switch (calls.answer(result)) {
      case OpenCalls.Answer.Taken(var call) -> {
        if (turns.size() == call.turn() && turns.getLast().role == Message.Role.ASSISTANT) {
          turn(Message.Role.USER);
        }
      }
      case OpenCalls.Answer.Doubled(var same) -> {
        change(message, index, result);
        if (!same) {
          asText(Turns.DOUBLE, result);
        }
      }
      case OpenCalls.Answer.Orphan() -> {
        change(message, index, result);
        asText(Turns.ORPHAN, result);
      }
    }
  }

  private void asText(String title, Part.ToolResult result) {
    var text = new StringBuilder();
    for (var part : result.content()) {
      if (part instanceof Part.Text piece && !piece.text().isBlank()) {
        text.append(text.isEmpty() ? title : "\n").append(piece.text());
      } else if (part instanceof Part.Foreign foreign) {
        add(Message.Role.USER, foreign);
      }
    }
    text(Message.Role.USER, new Part.Text(text.toString()));
  }

  private void assistant(Message message, int index) {
    var thoughts = new ArrayList<Part>();
    var said = new ArrayList<Part>();
    var calling = Turns.calls(message);
    var thinksFirst = true;
    for (var i = 0; i < message.parts().size(); i++) {
      var part = message.parts().get(i);
      switch (part) {
        case Part.Reasoning reasoning -> {
          if (!keeps.test(reasoning, message, index)) {
            change(index, i, reasoning);
            lostThought |= calling;
          } else {
            thinksFirst &= said.isEmpty() || !thoughts.isEmpty();
            thoughts.add(reasoning);
            said.add(reasoning);
          }
        }
        case Part.ToolCall call -> said.add(call);
        case Part.Text text -> {
          if (!text.text().isBlank()) {
            said.add(text);
          }
        }
        case Part.Refusal refusal -> {
          if (!refusal.text().isBlank()) {
            said.add(refusal);
          }
        }
        case Part.Foreign done -> change(index, i, done); // by its own provider, in its words
        case Part.ToolResult result -> result(result, index, i);
      }
    }
    if (!thinksFirst && rules.thoughtsLead()) {
      said.removeIf(part -> part instanceof Part.Reasoning);
      said.addAll(0, thoughts);
    }
    var silent = said.size() == thoughts.size();
    while ((silent || rules.thoughtsLead())
        && !said.isEmpty()
        && said.getLast() instanceof Part.Reasoning last) {
      said.removeLast();
      change(index, message.parts().indexOf(last), last);
    }
    for (var part : said) {
      if (part instanceof Part.ToolCall call) {
        var id = ids.next(call.id());
        var turn = turn(Message.Role.ASSISTANT);
        turn.parts.add(call.withId(id));
        turn.calls.add(calls.open(call.id(), id, turns.size()));
      } else {
        add(Message.Role.ASSISTANT, part);
      }
    }
  }

  private void text(Message.Role role, Part.Text text) {
    if (!text.text().isBlank()) {
      add(role, text);
    }
  }

  private void add(Message.Role role, Part part) {
    turn(role).parts.add(part);
  }

  private OpenTurn turn(Message.Role role) {
    if (turns.isEmpty() || turns.getLast().role != role) {
      turns.add(new OpenTurn(role));
    }
    return turns.getLast();
  }

  private void change(int message, int index, Part part) {
    changed.add(request.origin().places().part(message, index, part));
  }

  private void end() {
    if (turns.isEmpty() || turns.getFirst().role != Message.Role.USER) {
      var opening = new OpenTurn(Message.Role.USER);
      opening.parts.add(new Part.Text(Turns.SILENCE));
      turns.addFirst(opening);
    }
    for (var i = 0; i < turns.size(); i++) {
      var unheard =
          !turns.get(i).calls.isEmpty()
              && (i + 1 == turns.size() || turns.get(i + 1).role != Message.Role.USER);
      if (unheard) {
        turns.add(i + 1, new OpenTurn(Message.Role.USER));
      }
    }
    var last = turns.getLast();
    if (last.role == Message.Role.ASSISTANT) {
      if (!rules.prefill()) {
        changed.add("messages");
        add(Message.Role.USER, new Part.Text(Turns.GO_ON));
      } else if (last.parts.getLast() instanceof Part.Text text) {
        last.parts.set(last.parts.size() - 1, new Part.Text(text.text().stripTrailing()));
      }
    }
  }
}
