package dev.sluice.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallNamesTest {

  private static CallNames names(ToolChoice choice, String called, String... tools) {
    var offered = List.of(tools).stream().map(Histories::tool).toList();
    var call = new Part.ToolCall("c", called, "{}", ToolKind.FUNCTION);
    return CallNames.of(
        Histories.request(offered, choice, Histories.assistant(call)), Histories.NAMES);
  }

  private static List<String> offered(CallNames names) {
    return names.request().tools().stream().map(Tool::name).toList();
  }

  private static String called(CallNames names) {
    return ((Part.ToolCall) names.request().messages().getFirst().parts().getFirst()).name();
  }

  @Test
  void legalNamesStay() {
    var names = names(new ToolChoice.One("f"), "f", "f", "get-it_2");

    assertThat(offered(names)).containsExactly("f", "get-it_2");
    assertThat(names.clientNames()).isEmpty();
    assertThat(names.renamed()).isEmpty();
  }

  @Test
  void renamesToolChoiceAndHistoryAlike() {
    var name = "mcp__" + "long_server_name_".repeat(5) + "search";

    var names = names(new ToolChoice.One(name), name, "github.search", name);

    var legal = offered(names);
    assertThat(legal).allMatch(Histories.NAMES::admits).doesNotHaveDuplicates();
    assertThat(legal.getFirst()).matches("github_search_[0-9a-f]{8}");
    assertThat(legal.getLast()).startsWith(name.substring(0, 55)).hasSize(64);
    assertThat(names.request().toolChoice()).isEqualTo(new ToolChoice.One(legal.getLast()));
    assertThat(called(names)).isEqualTo(legal.getLast());
    assertThat(names.clientNames())
        .isEqualTo(Map.of(legal.getFirst(), "github.search", legal.getLast(), name));
    assertThat(names.renamed()).containsExactly("tools[0].name", "tools[1].name");
  }

  @Test
  void neverGivesANameThatAnotherToolHas() {
    var taken = Histories.NAMES.name("a.b");

    var names = names(new ToolChoice.Auto(), "f", "a.b", taken, "a b");

    assertThat(offered(names)).doesNotHaveDuplicates().contains(taken);
    assertThat(names.clientNames()).doesNotContainKey(taken).containsValues("a.b", "a b");
  }

  @Test
  void makesNamesThatAModelHasBrokenLegalWithoutOfferingThem() {
    var names = names(new ToolChoice.Auto(), "brain</arg_value>", "brain");

    assertThat(called(names)).matches("brain__arg_value__[0-9a-f]{8}");
    assertThat(names.clientNames()).isEmpty();
    assertThat(called(names(new ToolChoice.Auto(), "", "f"))).matches("_[0-9a-f]{8}");
  }
}
