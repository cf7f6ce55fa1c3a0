package dev.sluice.gateway.store;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Remembers reasoning by principal and by the ids of the tool calls that it led to, and which
 * provider signed what. Ids of calls are not secret and not unique ({@code call_0}): one principal
 * never sees what another was told.
 *
 * <p>A Chat client has no field for a signature; when its history comes back, the reasoning is put
 * in again before the call. An Anthropic or Bedrock client brings signatures back itself; then the
 * store only knows whose they are. Bounded in bytes and in age; the oldest goes first. Thread-safe.
 */
public final class ReasoningStore {

  private final Remembered<Turn> turns;
  private final Remembered<String> signers;

  /** The reasoning of one turn and the provider that signed it. */
  private record Turn(String provider, List<Part.Reasoning> parts) {}

  /**
   * @param bytesMax bound of all that is kept
   * @param ageNanosMax how long it is kept
   */
  public ReasoningStore(long bytesMax, long ageNanosMax, LongSupplier nanoClock) {
    turns = new Remembered<>(bytesMax / 4 * 3, ageNanosMax, nanoClock);
    signers = new Remembered<>(bytesMax / 4, ageNanosMax, nanoClock);
  }

  /**
   * Watches one answer of {@code provider} and remembers its signed reasoning.
   *
   * @param open whether reasoning without a signature is remembered as well
   */
  public ChunkSink observe(Principal principal, String provider, boolean open) {
    return new ReasoningWatch(
        open, (parts, callIds) -> remember(principal, provider, List.copyOf(parts), callIds));
  }

  private void remember(
      Principal principal, String provider, List<Part.Reasoning> parts, List<String> callIds) {
    for (var part : parts) {
      var proof = proof(part);
      if (!proof.isEmpty()) {
        signers.put(owned(principal, proof), provider, 2L * proof.length() + provider.length());
      }
    }
    var bytes = parts.stream().mapToLong(ReasoningStore::bytes).sum();
    for (var callId : callIds) {
      turns.put(owned(principal, callId), new Turn(provider, parts), bytes + callId.length());
    }
  }

  /** The key of what belongs to a principal; the length keeps user and word apart. */
  private static String owned(Principal principal, String word) {
    var user = principal.user().orElse("");
    return principal.key() + '\n' + user.length() + '\n' + user + word;
  }

  private static long bytes(Part.Reasoning part) {
    return 64L + 2L * part.text().length() + 2L * proof(part).length();
  }

  private static String proof(Part.Reasoning part) {
    return part.signature() != null
        ? part.signature()
        : part.redacted() != null ? part.redacted() : "";
  }

  /** Whether this provider made the signature, as far as is remembered. */
  public boolean signedBy(Principal principal, String provider, String signature) {
    return signers.get(owned(principal, signature)).filter(provider::equals).isPresent();
  }

  /**
   * The request with the remembered reasoning of {@code provider} in front of each turn that holds
   * one of its calls and no signed reasoning of its own.
   */
  public ChatRequest recall(Principal principal, ChatRequest request, String provider) {
    return request.mapMessages(message -> recall(principal, message, provider));
  }

  private Message recall(Principal principal, Message message, String provider) {
    if (message.role() != Message.Role.ASSISTANT || isSigned(message)) {
      return message;
    }
    return turn(principal, message)
        .filter(turn -> turn.provider().equals(provider))
        .map(turn -> with(message, turn.parts()))
        .orElse(message);
  }

  private static Message with(Message message, List<Part.Reasoning> reasoning) {
    var parts = new ArrayList<Part>(reasoning);
    for (var part : message.parts()) {
      if (!(part instanceof Part.Reasoning)) {
        parts.add(part);
      }
    }
    return new Message(message.role(), parts);
  }

  private Optional<Turn> turn(Principal principal, Message message) {
    for (var part : message.parts()) {
      if (part instanceof Part.ToolCall call) {
        var turn = turns.get(owned(principal, call.id()));
        if (turn.isPresent()) {
          return turn;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isSigned(Message message) {
    for (var part : message.parts()) {
      if (part instanceof Part.Reasoning reasoning && !proof(reasoning).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
