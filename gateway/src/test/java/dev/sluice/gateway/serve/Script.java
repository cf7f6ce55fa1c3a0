package dev.sluice.gateway.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A conversation as clients have them in the reports: cut in front, with results that are missing,
 * late, doubled or orphaned, ids of many providers, names that models broke, and blank text. JSON
 * is written with single quotes.
 */
final class Script {

  private static final List<String> TEXTS = List.of("", " ", "go", "and now? ", "{");
  private static final List<String> IDS =
      List.of("call_1", "functions.get_weather:0", "x".repeat(90), "ü", "toolu_01", "call 2", "7");
  private static final List<String> NAMES =
      List.of("get_weather", "github.search", "mcp__" + "a_long_name_".repeat(8), "f</arg_value>");

  private static final String SCHEMA =
      "{'type':'object','properties':{'$top':{'type':'integer'},'filter[id]':{}},"
          + "'required':['$top']}";

  private final SplittableRandom random;
  private final List<Step> steps = new ArrayList<>();

  private sealed interface Step {
    record Says(String role, String text) implements Step {}

    record Calls(String text, List<String> ids, List<String> names) implements Step {}

    record Results(List<String> ids, String text) implements Step {}
  }

  Script(SplittableRandom random) {
    this.random = random;
    for (var i = random.nextInt(8); i >= 0; i--) {
      switch (random.nextInt(5)) {
        case 0 -> steps.add(new Step.Says("system", any(TEXTS)));
        case 1 -> steps.add(new Step.Says("user", any(TEXTS)));
        case 2 -> steps.add(new Step.Says("assistant", any(TEXTS)));
        case 3 -> steps.add(new Step.Results(some(IDS), any(TEXTS)));
        default -> calls();
      }
    }
    steps.add(random.nextInt(4) == 0 ? new Step.Says("assistant", "{ ") : user());
  }

  private Step user() {
    return new Step.Says("user", any(TEXTS));
  }

  private void calls() {
    var ids = some(IDS);
    steps.add(new Step.Calls(any(TEXTS), ids, ids.stream().map(id -> any(NAMES)).toList()));
    if (random.nextInt(3) > 0) {
      steps.add(new Step.Results(ids, any(TEXTS)));
    }
  }

  private List<String> some(List<String> words) {
    var some = new ArrayList<String>();
    for (var i = random.nextInt(3); i >= 0; i--) {
      some.add(any(words));
    }
    return some;
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  /** The request of a client of this protocol. */
  String body(String protocol) {
    return switch (protocol) {
      case "openai" -> chat();
      case "anthropic" -> blocks(false);
      default -> blocks(true);
    };
  }

  private String chat() {
    var messages = new ArrayList<String>();
    for (var step : steps) {
      switch (step) {
        case Step.Says(var role, var text) ->
            messages.add("{'role':'" + role + "','content':'" + text + "'}");
        case Step.Calls(var text, var ids, var names) -> {
          var calls = new ArrayList<String>();
          for (var i = 0; i < ids.size(); i++) {
            calls.add(
                "{'id':'"
                    + ids.get(i)
                    + "','type':'function','function':{'name':'"
                    + names.get(i)
                    + "','arguments':'{}'}}");
          }
          messages.add(
              "{'role':'assistant','content':'" + text + "','tool_calls':[" + joined(calls) + "]}");
        }
        case Step.Results(var ids, var text) -> {
          for (var id : ids) {
            messages.add("{'role':'tool','tool_call_id':'" + id + "','content':'" + text + "'}");
          }
        }
      }
    }
    var tools =
        NAMES.stream()
            .map(name ->
                "{'type':'function','function':{'name':'"
                    + name
                    + "','parameters':"
                    + SCHEMA
                    + "}}");
    return "{'model':'m','messages':["
        + joined(messages)
        + "],'tools':["
        + joined(tools.toList())
        + "]}";
  }

  private String blocks(boolean converse) {
    var messages = new ArrayList<String>();
    for (var step : steps) {
      var blocks = new ArrayList<String>();
      var role =
          switch (step) {
            case Step.Says(var who, var text) -> {
              blocks.add(text(text, converse));
              yield who;
            }
            case Step.Calls(var text, var ids, var names) -> {
              blocks.add(text(text, converse));
              for (var i = 0; i < ids.size(); i++) {
                blocks.add(call(ids.get(i), names.get(i), converse));
              }
              yield "assistant";
            }
            case Step.Results(var ids, var text) -> {
              ids.forEach(id -> blocks.add(result(id, text, converse)));
              yield "user";
            }
          };
      messages.add("{'role':'" + role + "','content':[" + joined(blocks) + "]}");
    }
    var tools =
        NAMES.stream()
            .map(name ->
                converse
                    ? "{'toolSpec':{'name':'" + name + "','inputSchema':{'json':" + SCHEMA + "}}}"
                    : "{'name':'" + name + "','input_schema':" + SCHEMA + "}")
            .toList();
    return "{'messages':["
        + joined(messages)
        + "],"
        + (converse
            ? "'toolConfig':{'tools':[" + joined(tools) + "]}}"
            : "'model':'m','max_tokens':99,'tools':[" + joined(tools) + "]}");
  }

  private static String text(String text, boolean converse) {
    return converse ? "{'text':'" + text + "'}" : "{'type':'text','text':'" + text + "'}";
  }

  private static String call(String id, String name, boolean converse) {
    return converse
        ? "{'toolUse':{'toolUseId':'" + id + "','name':'" + name + "','input':{}}}"
        : "{'type':'tool_use','id':'" + id + "','name':'" + name + "','input':{}}";
  }

  private static String result(String id, String text, boolean converse) {
    var content = "[" + text(text, converse) + "]";
    return converse
        ? "{'toolResult':{'toolUseId':'" + id + "','content':" + content + "}}"
        : "{'type':'tool_result','tool_use_id':'" + id + "','content':" + content + "}";
  }

  private static String joined(List<String> items) {
    return String.join(",", items);
  }
}
