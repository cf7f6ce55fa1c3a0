package dev.sluice.lab.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.lab.json.Json;
import java.util.ArrayList;
import java.util.List;

/** An error answer: status, headers beside the usual ones, and body. */
@SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
public record HttpError(int status, String contentType, List<Header> headers, byte[] body) {
  public HttpError {
    headers = List.copyOf(headers);
  }

  /** An error with a JSON body. */
  public static HttpError json(int status, List<Header> headers, Json body) {
    return new HttpError(status, "application/json", headers, body.write().getBytes(UTF_8));
  }

  /** This error with one more header. */
  public HttpError with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new HttpError(status, contentType, more, body);
  }

  /** This error with another body. */
  public HttpError body(String type, String text) {
    return new HttpError(status, type, headers, text.getBytes(UTF_8));
  }
}
