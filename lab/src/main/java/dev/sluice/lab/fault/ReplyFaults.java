package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Header;
import dev.sluice.lab.answer.HttpError;
import dev.sluice.lab.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers of another status than asked for: scenarios s..., rows u19 to u22, u37. */
final class ReplyFaults {
  private static final String HTML =
      "<!doctype html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1>"
          + "</body></html>";

  private ReplyFaults() {}

  /** The reply that replaces the answer, if the script wants one. */
  static Optional<Reply.Whole> instead(Scene scene, Instant now) {
    var script = scene.script();
    var variant = script.variant();
    if (script.scenario().matches("s\\d{3}")) {
      var status = Integer.parseInt(script.scenario().substring(1));
      return Optional.of(whole(scene, status(scene, status, variant, now)));
    }
    return switch (script.row()) {
      case "u19" -> variant == 1 ? Optional.empty() : Optional.of(masked(scene, variant));
      case "u20" -> Optional.of(redirect(scene, variant));
      case "u21" -> Optional.of(whole(scene, status(scene, variant < 400 ? 400 : variant, 1, now)));
      case "u22" -> Optional.of(whole(scene, status(scene, 429, variant, now)));
      case "u37" -> variant == 4 ? Optional.empty() : Optional.of(leak(scene, variant));
      default -> Optional.empty();
    };
  }

  private static HttpError status(Scene scene, int status, int variant, Instant now) {
    var size = scene.script().count("m", 0);
    var message = size > 0 ? "x".repeat(size) : message(status);
    var error = scene.voice().error(status, variant, message, scene.ids());
    if (status == 429) {
      return limited(error, variant, now);
    }
    return switch (variant) {
      case 10 -> error.body("text/html; charset=utf-8", HTML);
      case 11 -> error.body("application/json", "");
      case 12 -> error.body("application/json", "{\"error\":");
      default -> error;
    };
  }

  private static String message(int status) {
    return switch (status) {
      case 400 -> "The lab finds this request invalid";
      case 401 -> "Incorrect API key provided";
      case 403 -> "The lab does not permit this";
      case 404 -> "The model does not exist or you do not have access to it";
      case 408 -> "The model took too long";
      case 413 -> "Request exceeds the maximum size";
      case 422 -> "The lab cannot process this";
      case 429 -> "Rate limit reached";
      case 503, 529 -> "Overloaded";
      default -> EventFaults.MESSAGE;
    };
  }

  private static HttpError limited(HttpError error, int variant, Instant now) {
    return switch (variant) {
      case 2 -> error.with("retry-after", date(now.plusSeconds(2)));
      case 3 -> error.with("retry-after", date(now.minusSeconds(3600)));
      case 4 -> error.with("retry-after", "-1");
      case 5 -> error.with("retry-after", "1e99");
      case 6 -> error;
      case 7 -> error.with("retry-after-ms", "1500");
      case 8 -> error.with("x-should-retry", "false");
      default -> error.with("retry-after", "2");
    };
  }

  /** An HTTP date. */
  static String date(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(ZoneOffset.UTC));
  }

  private static Reply.Whole masked(Scene scene, int variant) {
    var json =
        scene.ask().stream()
            ? scene.voice().error(500, 1, EventFaults.MESSAGE, scene.ids()).body()
            : Events.utf8(Json.obj("ok", true).write());
    return variant == 2
        ? typed(scene, 200, "text/html; charset=utf-8", Events.utf8(HTML))
        : typed(scene, 200, "application/json", json);
  }

  private static Reply.Whole redirect(Scene scene, int variant) {
    var path = variant == 3 ? scene.line().path() : "/lab/canary";
    var host = scene.line().authority().replace("127.0.0.1", "localhost");
    var location = "http://" + (variant == 3 ? scene.line().authority() : host) + path;
    var status =
        switch (variant) {
          case 2 -> 307;
          case 3 -> 308;
          default -> 302;
        };
    var reply = typed(scene, status, "text/plain", new byte[0]);
    var headers = new ArrayList<>(reply.headers());
    headers.add(new Header("location", location));
    return new Reply.Whole(status, headers, reply.body());
  }

  private static Reply.Whole leak(Scene scene, int variant) {
    var status =
        switch (variant) {
          case 2 -> 400;
          case 3 -> 500;
          default -> 401;
        };
    var message = "Incorrect API key provided: " + scene.line().credential() + ". Check your key.";
    return whole(scene, scene.voice().error(status, 1, message, scene.ids()));
  }

  /** An error as a reply, with the provider's usual headers. */
  static Reply.Whole whole(Scene scene, HttpError error) {
    var headers = new ArrayList<>(scene.voice().headers(scene.ids()));
    headers.add(new Header("content-type", error.contentType()));
    headers.addAll(error.headers());
    return new Reply.Whole(error.status(), headers, error.body());
  }

  private static Reply.Whole typed(Scene scene, int status, String type, byte[] body) {
    var headers = new ArrayList<>(List.copyOf(scene.voice().headers(scene.ids())));
    headers.add(new Header("content-type", type));
    return new Reply.Whole(status, headers, body);
  }
}
