package dev.sluice.chat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * The ids and names of a history that is sent on in the client's own JSON, where some of them came
 * from providers of other protocols and would be refused by this one: what to write instead.
 *
 * @param ids the legal id of each illegal one
 * @param names the legal name of each tool that is called by an illegal one
 */
public record LegalWords(Map<String, String> ids, Map<String, String> names) {

  public LegalWords {
    ids = Map.copyOf(ids);
    names = Map.copyOf(names);
  }

  public static LegalWords of(ChatRequest request, Spelling idSpelling, Spelling nameSpelling) {
    var ids = new HashMap<String, String>();
    var names = new HashMap<String, String>();
    for (var message : request.messages()) {
      for (var part : message.parts()) {
        if (part instanceof Part.ToolCall call) {
          put(ids, call.id(), idSpelling.id(call.id()));
          put(names, call.name(), nameSpelling.name(call.name()));
        } else if (part instanceof Part.ToolResult result) {
          put(ids, result.callId(), idSpelling.id(result.callId()));
        }
      }
    }
    for (var tool : request.tools()) {
      names.remove(tool.name()); // the client and its provider know it by that
    }
    return new LegalWords(ids, names);
  }

  private static void put(Map<String, String> map, String word, String legal) {
    if (!legal.equals(word)) {
      map.put(word, legal);
    }
  }

  /** Whether everything can go as it is. */
  public boolean isEmpty() {
    return ids.isEmpty() && names.isEmpty();
  }

  public String id(String id) {
    return ids.getOrDefault(id, id);
  }

  public String name(String name) {
    return names.getOrDefault(name, name);
  }

  /** The words in which the calls of the answer are told to the client. */
  public CallWords words(ChatRequest request) {
    if (ids.isEmpty()) {
      return CallWords.of(request);
    }
    var taken = new HashSet<>(CallWords.callIds(request));
    taken.addAll(ids.values());
    return new CallWords(Map.of(), taken);
  }
}
