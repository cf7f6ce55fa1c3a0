package dev.sluice.lab.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.ask.Talk;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs reasoning as its provider and judges what comes back, as the real providers do. */
public final class Signatures {
  private static final byte[] KEY = "the lab signs its thoughts".getBytes(UTF_8);

  /** What every signature of the lab ends with. */
  public static final String ENDING = "LAB" + "sig0".repeat(12);

  private Signatures() {}

  /** The signature that binds the text to the provider of that protocol. */
  public static String sign(Protocol protocol, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      var bytes = mac.doFinal((protocol.label() + '\n' + text).getBytes(UTF_8));
      // 33 bytes need no padding, so that the whole is base64
      return "S" + Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, 33)) + ENDING;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The data of a redacted block of that provider, in base64. */
  public static String redacted(Protocol protocol) {
    return Base64.getEncoder().encodeToString(("redacted:" + protocol.label()).getBytes(UTF_8));
  }

  /** What is wrong with the reasoning of the turn that made the calls; empty where nothing is. */
  public static Optional<String> objection(Ask ask) {
    if (ask.protocol() == Protocol.CHAT || ask.talk().results().isEmpty()) {
      return Optional.empty();
    }
    var thought = false;
    for (var block : ask.talk().caller()) {
      switch (block.kind()) {
        case REASONING -> {
          if (!sign(ask.protocol(), block.text()).equals(block.signature())) {
            return Optional.of("Invalid `signature` in `thinking` block");
          }
          thought = true;
        }
        case REDACTED -> {
          if (!redacted(ask.protocol()).equals(block.signature())) {
            return Optional.of("Invalid `data` in `redacted_thinking` block");
          }
          thought = true;
        }
        case CALL -> {
          return thought ? Optional.empty() : Optional.of(expected(Talk.Kind.CALL));
        }
        case TEXT -> {}
      }
    }
    return thought ? Optional.empty() : Optional.of(expected(Talk.Kind.TEXT));
  }

  private static String expected(Talk.Kind found) {
    return "Expected `thinking` or `redacted_thinking`, but found `"
        + (found == Talk.Kind.CALL ? "tool_use" : "text")
        + "`. When `thinking` is enabled, a final `assistant` message must start with a thinking"
        + " block (preceding the lastmost set of `tool_use` and `tool_result` blocks).";
  }
}
