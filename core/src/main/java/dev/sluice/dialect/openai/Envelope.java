package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.dialect.OurProof;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.Base64;
import java.util.Optional;

/**
 * State of a provider of this protocol that has to come back with the next turn and that other
 * protocols have no field for, as the text of a signature or of an encrypted thought.
 *
 * <p>Such a text passes through the clients of every protocol as it is: it is base64 with the
 * standard alphabet and padding, since Converse's SDKs decode an encrypted thought into bytes and
 * encode it again. In it stands JSON: {@code {"sluice":1,"provider":P,"detail":{…}}} for an element
 * of {@code reasoning_details}, {@code {"sluice":1,"provider":P,"call":ID,"members":{…}}} for
 * members of a call, such as Gemini's thought signature. It is no secret and no proof: who forges
 * one sends a provider what a Chat client may send it anyway.
 */
sealed interface Envelope {

  /** The configured name of the provider whose state it is. */
  String provider();

  /** The JSON that travels. */
  Json.Obj json();

  /** An element of {@code reasoning_details}. */
  record Detail(String provider, Json.Obj detail) implements Envelope {
    @Override
    public Json.Obj json() {
      return head(provider).put("detail", detail);
    }
  }

  /** What stood beside the function of a call. */
  record Beside(String provider, String callId, Json.Obj members) implements Envelope {
    @Override
    public Json.Obj json() {
      return head(provider).put("call", callId).put("members", members);
    }
  }

  private static Json.Obj head(String provider) {
    return Json.Obj.of().put("sluice", 1).put("provider", provider);
  }

  default String sealed() {
    return Base64.getEncoder().encodeToString(json().bytes());
  }

  /** The envelope in a signature or an encrypted thought, if it is one. */
  static Optional<Envelope> opened(String text) {
    if (!text.startsWith(OurProof.ENVELOPE)) {
      return Optional.empty();
    }
    try {
      var json = Json.parse(Base64.getDecoder().decode(text.getBytes(UTF_8))).asObject();
      return json.flatMap(Envelope::read);
    } catch (IllegalArgumentException | MalformedJson e) {
      return Optional.empty();
    }
  }

  private static Optional<Envelope> read(Json.Obj json) {
    var provider = json.text("provider").orElse("");
    var detail = json.object("detail");
    if (detail.isPresent()) {
      return Optional.of(new Detail(provider, detail.get()));
    }
    return json.object("members")
        .map(members -> new Beside(provider, json.text("call").orElse(""), members));
  }
}
