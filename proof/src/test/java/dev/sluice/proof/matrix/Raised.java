package dev.sluice.proof.matrix;

import com.fasterxml.jackson.databind.JsonNode;

/** What a failed call must raise in the SDK. */
final class Raised {
  private Raised() {}

  /** Judges a call that had to fail, and names the exception's class as what was compared. */
  static void check(Cell cell, JsonNode result, Findings findings) {
    findings.compared(outcome(cell, result));
    if (cell.direct() && cell.scenario().kind == Scenario.Kind.BROKEN) return;
    if (!result.hasNonNull("error")) {
      findings.wrong("raised nothing: " + result);
      return;
    }
    var error = result.path("error");
    var raised = error.path("class").asText();
    if (cell.direct()) return;
    if (cell.scenario().kind == Scenario.Kind.BROKEN) code(cell, error, findings);
    if (cell.scenario().kind == Scenario.Kind.STATUS || !cell.stream()) {
      var wanted = status(cell);
      var found = error.path("status").asInt();
      if (wanted != found) findings.wrong("status is " + found + ", not " + wanted + ": " + error);
      var name = httpClass(cell.client(), wanted, cell.refusedByGateway());
      if (!name.equals(raised)) findings.wrong("class is " + raised + ", not " + name);
    } else {
      var name = streamClass(cell.client());
      if (!name.equals(raised))
        findings.wrong("class is " + raised + ", not " + name + ": " + error);
      if (!Expected.TEXT.startsWith(partial(result)))
        findings.wrong("text is no prefix: " + result);
    }
  }

  /**
   * Chat alone has a member for the gateway's own name of the failure; most of its SDKs show it.
   */
  private static void code(Cell cell, JsonNode error, Findings findings) {
    if (cell.client().protocol != Protocol.CHAT || !error.hasNonNull("code")) return;
    var wanted =
        switch (cell.scenario()) {
          case CUT, FIN -> "upstream_truncated";
          case STALL -> "upstream_stalled";
          case BAD_FRAME -> "upstream_protocol";
          default -> "upstream_error";
        };
    var found = error.path("code").asText();
    findings.that(wanted, wanted.equals(found), "code is " + found + ", not " + wanted);
  }

  private static String partial(JsonNode result) {
    return result.hasNonNull("partial")
        ? result.path("partial").asText()
        : result.path("text").asText();
  }

  private static String outcome(Cell cell, JsonNode result) {
    if (result.path("hung").asBoolean()) return "still waits after its time-out";
    if (!result.hasNonNull("error")) return "no exception";
    var error = result.path("error");
    var status = error.path("status").asInt();
    var raised = error.path("class").asText();
    return cell.scenario().kind == Scenario.Kind.STATUS && status > 0
        ? raised + " " + status
        : raised;
  }

  /** The status of the HTTP error, by what the provider did and the client's protocol. */
  private static int status(Cell cell) {
    var converse = cell.client().protocol == Protocol.CONVERSE;
    return switch (cell.scenario()) {
      case S400 -> 400;
      case S401 -> converse ? 403 : 401;
      case S404 -> 404;
      case S429 -> 429;
      case S529 -> cell.client().protocol == Protocol.MESSAGES ? 529 : 503;
      case S401_PROVIDER -> converse ? 424 : 502;
      case S500, CUT, FIN, STALL, BAD_FRAME -> converse ? 500 : 502;
      case ERROR_EVENT -> converse ? 500 : 502;
      case TEXT, TOOL, TOOLS2, TOOLNOARGS, LOOP, REASONING, REASONLOOP, USAGE, LENGTH, STOP ->
          throw new IllegalStateException(cell.name() + " does not fail");
    };
  }

  /** The SDK's exception class for an HTTP status. */
  private static String httpClass(Client client, int status, boolean refused) {
    return switch (client.protocol) {
      case CHAT, MESSAGES -> {
        var end = client.language.equals("java") ? "Exception" : "Error";
        yield switch (status) {
              case 400 -> "BadRequest";
              case 401 -> client.language.equals("java") ? "Unauthorized" : "Authentication";
              case 404 -> "NotFound";
              case 429 -> "RateLimit";
              case 529 -> overloaded(client);
              default -> "InternalServer";
            }
            + end;
      }
      case CONVERSE ->
          switch (status) {
            case 400 -> "ValidationException";
            case 403 -> refused ? unmodelled(client) : "AccessDeniedException";
            case 404 -> "ResourceNotFoundException";
            case 424 -> "ModelErrorException";
            case 429 -> "ThrottlingException";
            case 503 -> "ServiceUnavailableException";
            default -> "InternalServerException";
          };
    };
  }

  /** UnrecognizedClientException is in no model: each SDK raises the class that it has for such. */
  private static String unmodelled(Client client) {
    return switch (client) {
      case AWS_JS -> "BedrockRuntimeServiceException";
      case AWS_JAVA -> "BedrockRuntimeException";
      default -> "ClientError";
    };
  }

  private static String overloaded(Client client) {
    return switch (client) {
      case ANTHROPIC_JS_1, ANTHROPIC_JAVA, ANTHROPIC_PYTHON -> "Overloaded";
      default -> "InternalServer";
    };
  }

  /** The SDK's exception class for the protocol's error inside a stream. */
  private static String streamClass(Client client) {
    return switch (client) {
      case OPENAI_JS_6, OPENAI_JS_7, OPENAI_PYTHON, ANTHROPIC_JS_0, ANTHROPIC_JS_1 -> "APIError";
      case ANTHROPIC_PYTHON -> "APIStatusError";
      case OPENAI_JAVA, ANTHROPIC_JAVA -> "SseException";
      case AWS_JS, AWS_JAVA -> "ModelStreamErrorException";
      case BOTO3 -> "EventStreamError";
    };
  }
}
