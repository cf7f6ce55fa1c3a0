package dev.sluice.chat;

import java.util.ArrayList;
import java.util.List;

/** One turn that is being put together from neighbours of one role. */
final class OpenTurn {
  final Message.Role role;
  final List<Part> parts = new ArrayList<>();
  final List<OpenCalls.Call> calls = new ArrayList<>();

  OpenTurn(Message.Role role) {
    this.role = role;
  }

  Message message(List<OpenCalls.Call> answered) {
    var all = new ArrayList<Part>(answered.size() + parts.size());
    for (var call : answered) {
      all.add(call.result());
    }
    all.addAll(parts);
    return new Message(role, all);
  }
}
