package dev.sluice.dialect;

import dev.sluice.chat.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tools of a request, as a provider takes them: no name twice. */
public final class OfferedTools {

  private OfferedTools() {}

  /**
   * The tools without those whose name an earlier one has; providers refuse the request otherwise.
   *
   * @param dropped takes the place of what is left out
   */
  public static List<Tool> distinct(List<Tool> tools, Set<String> dropped) {
    var names = new HashSet<String>();
    var kept = new ArrayList<Tool>(tools.size());
    for (var i = 0; i < tools.size(); i++) {
      if (names.add(tools.get(i).name())) {
        kept.add(tools.get(i));
      } else {
        dropped.add("tools[" + i + "]");
      }
    }
    return kept;
  }
}
