package dev.sluice.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chat.BlockKind;
import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Principal;
import dev.sluice.chat.Sampling;
import dev.sluice.chat.ToolChoice;
import dev.sluice.chat.ToolKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReasoningStoreTest {

  private final AtomicLong clock = new AtomicLong();
  private final ReasoningStore store = new ReasoningStore(64 << 10, 1000, clock::get);

  private void answer(String provider, String callId, String signature) {
    var watch = store.observe(Principal.LOCAL, provider, false);
    watch.accept(new Chunk.BlockStart(0, 0, BlockKind.REASONING, null, Extra.NONE));
    watch.accept(new Chunk.Reasoning(0, 0, "because", Chunk.Reasoning.Form.FULL, 0, Extra.NONE));
    watch.accept(new Chunk.Signature(0, 0, signature, null));
    watch.accept(new Chunk.BlockEnd(0, 0));
    var head = new Chunk.ToolHead(callId, "f", ToolKind.FUNCTION);
    watch.accept(new Chunk.BlockStart(0, 1, BlockKind.TOOL, head, Extra.NONE));
    watch.accept(Chunk.End.END);
  }

  private static ChatRequest request(Part... parts) {
    return new ChatRequest(
        new ChatRequest.Origin("openai", Map.of(), new byte[0], List.of(), List.of()),
        "m",
        true,
        true,
        List.of(new Message(Message.Role.ASSISTANT, List.of(parts))),
        List.of(),
        new ToolChoice.Unset(),
        null,
        new Sampling(null, null, null, null, List.of()),
        null,
        null);
  }

  private static Part call(String id) {
    return new Part.ToolCall(id, "f", "{}", ToolKind.FUNCTION);
  }

  private List<Part> recalled(String provider, Part... parts) {
    return store.recall(Principal.LOCAL, request(parts), provider).messages().getFirst().parts();
  }

  @Test
  void putsTheReasoningBackBeforeItsCall() {
    answer("claude", "call_1", "sig");

    assertThat(recalled("claude", new Part.Text("t"), call("call_1")))
        .containsExactly(
            new Part.Reasoning("because", "sig", null), new Part.Text("t"), call("call_1"));
  }

  @Test
  void neverGivesOneProvidersReasoningToAnother() {
    answer("claude", "call_1", "sig");

    assertThat(recalled("other", call("call_1"))).containsExactly(call("call_1"));
    assertThat(store.signedBy(Principal.LOCAL, "claude", "sig")).isTrue();
    assertThat(store.signedBy(Principal.LOCAL, "other", "sig")).isFalse();
    assertThat(store.signedBy(Principal.LOCAL, "claude", "unknown")).isFalse();
  }

  @Test
  void leavesATurnThatBroughtItsOwnSignature() {
    answer("claude", "call_1", "sig");
    var own = new Part.Reasoning("mine", "own", null);

    assertThat(recalled("claude", own, call("call_1"))).containsExactly(own, call("call_1"));
  }

  @Test
  void forgetsWhatIsOld() {
    answer("claude", "call_1", "sig");

    clock.set(1001);

    assertThat(recalled("claude", call("call_1"))).containsExactly(call("call_1"));
    assertThat(store.signedBy(Principal.LOCAL, "claude", "sig")).isFalse();
  }

  @Test
  void forgetsTheOldestWhenItIsFull() {
    for (var i = 0; i < 1000; i++) {
      answer("claude", "call_" + i, "s".repeat(100) + i);
    }

    assertThat(recalled("claude", call("call_0"))).containsExactly(call("call_0"));
    assertThat(recalled("claude", call("call_999"))).hasSize(2);
  }

  @Test
  void givesNoPrincipalWhatAnotherWasTold() {
    answer("claude", "call_0", "sig");
    var other = new Principal("web", Optional.of("ann"));
    var asked = request(call("call_0"));

    assertThat(store.recall(other, asked, "claude")).isEqualTo(asked);
    assertThat(store.signedBy(other, "claude", "sig")).isFalse();
    assertThat(store.recall(new Principal("local", Optional.of("")), asked, "claude"))
        .as("a user without a name is the key alone")
        .isNotEqualTo(asked);
  }

  @Test
  void usersAndIdsDoNotRunIntoEachOther() {
    var watch = store.observe(new Principal("web", Optional.of("a")), "deep", true);
    tell(watch, "bc");
    var asked = request(call("c"));

    assertThat(store.recall(new Principal("web", Optional.of("ab")), asked, "deep"))
        .isEqualTo(asked);
  }

  @Test
  void remembersOpenReasoningOnlyWhereItIsWanted() {
    tell(store.observe(Principal.LOCAL, "deep", true), "call_1");
    tell(store.observe(Principal.LOCAL, "deep", false), "call_2");

    assertThat(recalled("deep", call("call_1")))
        .containsExactly(new Part.Reasoning("because", null, null), call("call_1"));
    assertThat(recalled("deep", call("call_2"))).containsExactly(call("call_2"));
    assertThat(store.signedBy(Principal.LOCAL, "deep", "")).isFalse();
  }

  private static void tell(ChunkSink watch, String callId) {
    watch.accept(new Chunk.BlockStart(0, 0, BlockKind.REASONING, null, Extra.NONE));
    watch.accept(new Chunk.Reasoning(0, 0, "because", Chunk.Reasoning.Form.FULL, 0, Extra.NONE));
    watch.accept(new Chunk.BlockEnd(0, 0));
    var head = new Chunk.ToolHead(callId, "f", ToolKind.FUNCTION);
    watch.accept(new Chunk.BlockStart(0, 1, BlockKind.TOOL, head, Extra.NONE));
    watch.accept(Chunk.End.END);
  }
}
