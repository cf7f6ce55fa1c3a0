package dev.sluice.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request in which every name of a tool is one that the target takes: among the tools, in the
 * choice and in the calls of the history. Legal names stay; the others are replaced by unique ones
 * that follow from them, and {@link #clientNames} leads back.
 *
 * @param request the request with legal names
 * @param clientNames the client's own name of each offered tool that was renamed
 * @param renamed where the client wrote these names
 */
public record CallNames(
    ChatRequest request, Map<String, String> clientNames, List<String> renamed) {

  public CallNames {
    clientNames = Map.copyOf(clientNames);
    renamed = List.copyOf(renamed);
  }

  public static CallNames of(ChatRequest request, Spelling spelling) {
    var names = new Names(spelling);
    var renamed = new ArrayList<String>();
    var clientNames = new HashMap<String, String>();
    var tools = new ArrayList<Tool>(request.tools().size());
    for (var tool : request.tools()) {
      names.keep(tool.name());
    }
    for (var i = 0; i < request.tools().size(); i++) {
      var tool = request.tools().get(i);
      var name = names.legal(tool.name());
      if (!name.equals(tool.name())) {
        clientNames.put(name, tool.name());
        renamed.add(request.origin().places().toolName(i));
      }
      tools.add(tool.withName(name));
    }
    if (clientNames.isEmpty() && historyIsLegal(request, spelling)) {
      return new CallNames(request, clientNames, renamed);
    }
    var choice =
        request.toolChoice() instanceof ToolChoice.One(var name)
            ? new ToolChoice.One(names.legal(name))
            : request.toolChoice();
    var changed = request.withTools(tools, choice).mapMessages(message -> message(message, names));
    return new CallNames(changed, clientNames, renamed);
  }

  private static boolean historyIsLegal(ChatRequest request, Spelling spelling) {
    for (var message : request.messages()) {
      for (var part : message.parts()) {
        if (part instanceof Part.ToolCall call && !spelling.admits(call.name())) {
          return false;
        }
      }
    }
    return true;
  }

  private static Message message(Message message, Names names) {
    var parts = new ArrayList<Part>(message.parts().size());
    for (var part : message.parts()) {
      parts.add(
          part instanceof Part.ToolCall call ? call.withName(names.legal(call.name())) : part);
    }
    return new Message(message.role(), parts);
  }

  /** The legal names given so far. */
  private static final class Names {
    private final Spelling spelling;
    private final Map<String, String> legal = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Names(Spelling spelling) {
      this.spelling = spelling;
    }

    /** Reserves a name that is legal as it is, so that no other one is given it. */
    void keep(String name) {
      if (spelling.admits(name)) {
        taken.add(name);
        legal.put(name, name);
      }
    }

    String legal(String name) {
      return legal.computeIfAbsent(name, this::unique);
    }

    private String unique(String name) {
      var candidate = spelling.name(name);
      for (var i = 2; !taken.add(candidate) && !candidate.equals(name); i++) {
        candidate = spelling.name(name + '\n' + i);
      }
      return candidate;
    }
  }
}
