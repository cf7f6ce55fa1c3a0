package dev.sluice.dialect.bedrock;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Failure;
import dev.sluice.chat.LegalWords;
import dev.sluice.chat.Part;
import dev.sluice.dialect.Model;
import dev.sluice.dialect.OurProof;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import dev.sluice.json.Json;
import dev.sluice.json.MalformedJson;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends Converse's own request on. The client's bytes stay as they are unless the target wants a
 * field left out, a whole answer is asked for as a stream, or a reasoning block comes back that we
 * signed ourselves.
 */
final class Forwarding {

  /** Fields that Converse refuses as they are, in a reader's words. */
  private static final List<String> REPAIRED =
      List.of(BedrockRequestReader.MAX_TOKENS, BedrockRequestReader.TOOLS);

  private Forwarding() {}

  static WriteResult write(ChatRequest request, Target target) {
    var bytes = request.origin().body();
    var dropped = new LinkedHashSet<String>();
    var isOurs = holdsOurReasoning(request);
    var turns =
        request.stream() != target.stream()
            && request.origin().droppable().contains(StopFields.PATHS);
    var repairs = !Collections.disjoint(request.origin().droppable(), REPAIRED);
    var legalWords = LegalWords.of(request, LegalNames.IDS, LegalNames.TOOLS);
    var words = legalWords.words(request);
    var legal = LegalHistory.isLegal(request, legalWords);
    if (!isOurs && !turns && !repairs && legal && target.without().isEmpty()) {
      return BedrockRequestWriter.written(target, bytes, dropped, words);
    }
    try {
      var body = Json.parse(bytes).asObject().orElseGet(Json.Obj::of);
      if (isOurs) {
        body = withoutOurReasoning(body, target.model(), dropped);
      }
      if (repairs) {
        body = repaired(body, request, dropped);
      }
      if (turns) {
        body = StopFields.asked(body, target.stream());
      }
      if (!legal) {
        body = LegalHistory.of(body, legalWords);
      }
      var rest = without(body, target.without());
      return BedrockRequestWriter.written(target, rest.bytes(), dropped, words);
    } catch (MalformedJson e) {
      return new WriteResult.Refused(Failure.invalid("body", "body: is not JSON: " + e.reason()));
    }
  }

  /** Leaves out a bound below 1 and a list of tools without a tool. */
  private static Json.Obj repaired(Json.Obj body, ChatRequest request, Set<String> dropped) {
    var rest = body;
    for (var field : REPAIRED) {
      if (request.origin().droppable().contains(field)) {
        dropped.add(field);
        rest = without(rest, field);
      }
    }
    return rest;
  }

  private static boolean holdsOurReasoning(ChatRequest request) {
    for (var message : request.messages()) {
      for (var part : message.parts()) {
        if (part instanceof Part.Reasoning reasoning
            && (isOurs(reasoning.signature()) || isOurs(reasoning.redacted()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Json.Obj withoutOurReasoning(Json.Obj body, String model, Set<String> dropped) {
    var messages = Json.Arr.of();
    var callsWithoutReasoning = false;
    var source = body.array("messages");
    for (var i = 0; i < source.size(); i++) {
      var message = source.get(i).asObject().orElseGet(Json.Obj::of);
      var before = dropped.size();
      var content = Json.Arr.of();
      for (var j = 0; j < message.array("content").size(); j++) {
        var block = message.array("content").get(j);
        if (isOurs(block)) {
          dropped.add("messages[" + i + "].content[" + j + "].reasoningContent");
        } else {
          content.add(block);
        }
      }
      if (dropped.size() == before) {
        messages.add(source.get(i));
      } else if (!content.elements().isEmpty()) {
        callsWithoutReasoning |= content.elements().stream().anyMatch(Forwarding::isCall);
        messages.add(message.with("content", content));
      }
    }
    var cleaned = body.with("messages", messages);
    return callsWithoutReasoning ? withoutThinking(cleaned, model, dropped) : cleaned;
  }

  private static boolean isOurs(@Nullable String proof) {
    return proof != null && OurProof.made(proof);
  }

  private static boolean isOurs(Json block) {
    var content = block.asObject().flatMap(object -> object.object("reasoningContent"));
    var signature =
        content.flatMap(c -> c.object("reasoningText")).flatMap(text -> text.text("signature"));
    return signature
        .or(() -> content.flatMap(c -> c.text("redactedContent")))
        .filter(OurProof::made)
        .isPresent();
  }

  private static boolean isCall(Json block) {
    return block.asObject().filter(object -> object.has("toolUse")).isPresent();
  }

  /** Claude does not think on in a turn whose reasoning is gone. */
  private static Json.Obj withoutThinking(Json.Obj body, String model, Set<String> dropped) {
    var fields = body.object(MoreFields.NAME).orElseGet(Json.Obj::of);
    var type = fields.object("thinking").flatMap(thinking -> thinking.text("type")).orElse("");
    if (!type.equals("enabled") && !type.equals("adaptive")) {
      return body;
    }
    dropped.add("thinking");
    var off = Model.claude(model).map(ThinkingWriter::off).map(ThinkingWriter::fields);
    var rest = fields.without("thinking");
    if (off.isPresent()) {
      for (var member : off.get().members().entrySet()) {
        rest = rest.with(member.getKey(), member.getValue());
      }
    }
    return body.with(MoreFields.NAME, rest);
  }

  /** The body without these fields; a dot leads into an object. */
  static Json.Obj without(Json.Obj body, Set<String> fields) {
    var rest = body;
    for (var field : fields) {
      rest = without(rest, field);
    }
    return rest;
  }

  private static Json.Obj without(Json.Obj body, String field) {
    var dot = field.indexOf('.');
    if (dot < 0) {
      return body.without(field);
    }
    var parent = field.substring(0, dot);
    var inner = body.object(parent);
    return inner.isEmpty()
        ? body
        : body.with(parent, without(inner.get(), field.substring(dot + 1)));
  }
}
