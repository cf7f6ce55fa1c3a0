package dev.sluice.proof.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;

/** What an answer must hold, by scenario and by the protocols on both sides. */
final class Expected {
  static final String TEXT =
      "Grüße aus dem Labor! 🧪 She said: \"Streams don't lie\",\n"
          + "then 日本語 and naïve façades agreed.";
  static final String LENGTH = "Grüße aus dem Labor! 🧪 She";
  static final String REASONING = "The user wants a short answer; 思考 done.";
  static final String STOP_SEQUENCE = "STOP-HERE";
  static final String COUNTING = "Counting: one, two, three, ";
  static final String LOOP = "The tool answered: result of get_weather";

  /** Ends every signature that the lab makes. */
  private static final String LAB_SIGNATURE = "LAB" + "sig0".repeat(12);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Expected() {}

  /** Judges an answer that ended well. */
  static void check(Cell cell, JsonNode result, Findings findings) {
    if (failed(result, findings)) return;
    switch (cell.scenario()) {
      case TEXT -> {
        text(TEXT, result, findings);
        stop(cell, "stop", result, findings);
      }
      case TOOL -> {
        calls(cell, result, findings, List.of("get_weather {\"city\":\"Zürich\"}"));
        stop(cell, "tool", result, findings);
      }
      case TOOLS2 -> {
        calls(
            cell,
            result,
            findings,
            List.of("get_weather {\"city\":\"Zürich\"}", "get_time {\"city\":\"Kraków\"}"));
        stop(cell, "tool", result, findings);
      }
      case TOOLNOARGS -> {
        calls(cell, result, findings, List.of("ping {}"));
        stop(cell, "tool", result, findings);
      }
      case LOOP -> {
        calls(cell, result.path("first"), findings, List.of("get_weather {\"city\":\"Zürich\"}"));
        text(LOOP, result, findings);
        stop(cell, "stop", result, findings);
      }
      case REASONING -> {
        reasoning(cell, result, findings);
        text(TEXT, result, findings);
        stop(cell, "stop", result, findings);
      }
      case REASONLOOP -> {
        reasoning(cell, result.path("first"), findings);
        calls(cell, result.path("first"), findings, List.of("get_weather {\"city\":\"Zürich\"}"));
        text(LOOP, result, findings);
      }
      case USAGE -> {
        text(TEXT, result, findings);
        usage(cell, result, findings);
      }
      case LENGTH -> {
        text(LENGTH, result, findings);
        stop(cell, "length", result, findings);
      }
      case STOP -> {
        text(COUNTING, result, findings);
        stop(cell, "stop_sequence", result, findings);
      }
      case S400,
          S401,
          S401_PROVIDER,
          S404,
          S429,
          S500,
          S529,
          ERROR_EVENT,
          CUT,
          FIN,
          STALL,
          BAD_FRAME ->
          throw new IllegalStateException(cell.name() + " does not end well");
    }
    helper(cell, result, findings);
    helper(cell, result.path("first"), findings);
  }

  private static boolean failed(JsonNode result, Findings findings) {
    if (result.path("hung").asBoolean()) findings.wrong("hung: " + result);
    if (result.hasNonNull("error")) findings.wrong("raised: " + result.path("error"));
    return result.path("hung").asBoolean() || result.hasNonNull("error");
  }

  private static void text(String wanted, JsonNode result, Findings findings) {
    findings.equal("text", wanted, result.path("text").asText());
  }

  private static void calls(
      Cell cell, JsonNode result, Findings findings, List<String> namesAndArguments) {
    var calls = result.path("calls");
    var made = new java.util.ArrayList<String>();
    calls.forEach(
        call -> made.add(call.path("name").asText() + " " + canonical(call.path("args").asText())));
    findings.equal("names", namesAndArguments, made);
    findings.compared("arguments");
    for (var i = 0; i < calls.size(); i++) {
      var pattern = callId(cell.upstream().protocol(cell.client()), i);
      var id = calls.get(i).path("id").asText();
      findings.that("call ids", pattern.matcher(id).matches(), id + " is not " + pattern);
    }
  }

  /** The ids that the lab makes for the call of that index: they pass the gateway unchanged. */
  private static Pattern callId(Protocol protocol, int index) {
    var number = String.format("%02d", index);
    return switch (protocol) {
      case CHAT -> Pattern.compile("call_[0-9a-f]{22}" + number);
      case MESSAGES -> Pattern.compile("toolu_01[0-9a-f]{20}" + number);
      case CONVERSE -> Pattern.compile("tooluse_[0-9a-f]{20}" + number);
    };
  }

  private static String canonical(String json) {
    try {
      return JSON.readTree(json.isEmpty() ? "{}" : json).toString();
    } catch (JsonProcessingException malformed) {
      return "not JSON: " + json;
    }
  }

  private static void reasoning(Cell cell, JsonNode result, Findings findings) {
    findings.equal("reasoning", REASONING, result.path("reasoning").asText());
    if (cell.client().protocol == Protocol.CHAT) return;
    var signature = result.path("signature").asText("");
    if (cell.upstream().protocol(cell.client()) != Protocol.CHAT) {
      findings.that("signature", signature.endsWith(LAB_SIGNATURE), "signature " + signature);
    } else if (cell.client().protocol == Protocol.MESSAGES) {
      findings.equal("signature", "sluice", signature);
    }
  }

  private static void stop(Cell cell, String neutral, JsonNode result, Findings findings) {
    var known =
        neutral.equals("stop_sequence") && cell.upstream().protocol(cell.client()) == Protocol.CHAT
            ? "stop" // Chat does not say which of the two it was
            : neutral;
    findings.equal("stop", stopName(cell.client().protocol, known), result.path("stop").asText());
  }

  private static String stopName(Protocol protocol, String neutral) {
    var chat = protocol == Protocol.CHAT;
    return switch (neutral) {
      case "stop" -> chat ? "stop" : "end_turn";
      case "tool" -> chat ? "tool_calls" : "tool_use";
      case "length" -> chat ? "length" : "max_tokens";
      case "stop_sequence" -> chat ? "stop" : "stop_sequence";
      default -> throw new IllegalStateException(neutral);
    };
  }

  /**
   * 100 tokens uncached, 1000 read, 200 written, 50 put out: Chat counts the first three as one.
   */
  private static void usage(Cell cell, JsonNode result, Findings findings) {
    var usage = result.path("usage");
    var input = cell.client().protocol == Protocol.CHAT ? 1300 : 100;
    findings.equal("usage", input, usage.path("input").asInt(-1));
    findings.equal("usage", 1000, usage.path("cache_read").asInt(-1));
    findings.equal("usage", 200, usage.path("cache_write").asInt(-1));
    findings.equal("usage", 50, usage.path("output").asInt(-1));
  }

  private static void helper(Cell cell, JsonNode result, Findings findings) {
    if (!result.hasNonNull("helper")) return;
    var found = result.path("helper").asText();
    var refusal = helperRefusal(cell);
    if (refusal.isEmpty()) {
      findings.equal("helper", "agrees", found);
    } else {
      findings.that("helper throws " + refusal, found.contains(refusal), "helper " + found);
    }
  }

  /** The exception by which an SDK's accumulating class refuses a good answer, or "". */
  private static String helperRefusal(Cell cell) {
    return switch (cell.scenario()) {
      case LENGTH -> cell.client() == Client.OPENAI_PYTHON ? "LengthFinishReasonError" : "";
      case TOOLNOARGS ->
          // it wants at least one delta of arguments; the lab sends none, the gateway sends ""
          cell.direct() && cell.client() == Client.ANTHROPIC_JAVA
              ? "AnthropicInvalidDataException"
              : "";
      default -> "";
    };
  }
}
