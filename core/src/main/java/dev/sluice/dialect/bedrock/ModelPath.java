package dev.sluice.dialect.bedrock;

import java.nio.charset.StandardCharsets;

/**
 * The model and the operation in the raw path of a call.
 *
 * <p>The known suffix and {@code /model/} are cut off and the rest is decoded once, so that an ARN
 * keeps its slashes however a client wrote them. Source: protocol reference, §5.1.
 */
record ModelPath(String model, boolean stream) {

  private static final String PREFIX = "/model/";
  private static final String WHOLE = "/converse";
  private static final String STREAM = "/converse-stream";
  private static final int MODEL_CHARS_MAX = 2048;
  private static final String HEX = "0123456789ABCDEF";

  static ModelPath read(String path) throws InvalidRequest {
    var stream = path.endsWith(STREAM);
    if (!path.startsWith(PREFIX) || !(stream || path.endsWith(WHOLE))) {
      throw new InvalidRequest(
          "path", "must be /model/{modelId}/converse or /model/{modelId}/converse-stream");
    }
    var end = path.length() - (stream ? STREAM : WHOLE).length();
    var model = end <= PREFIX.length() ? "" : decode(path.substring(PREFIX.length(), end));
    if (model.isBlank() || model.length() > MODEL_CHARS_MAX) {
      throw new InvalidRequest(
          "modelId", "has " + model.length() + " characters, allowed are 1 to " + MODEL_CHARS_MAX);
    }
    return new ModelPath(model, stream);
  }

  private static String decode(String raw) throws InvalidRequest {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    var bytes = raw.getBytes(StandardCharsets.UTF_8);
    var length = 0;
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        bytes[length++] = bytes[i];
        continue;
      }
      var high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      var low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low < 0) {
        throw new InvalidRequest("modelId", "has a % that is no escape");
      }
      bytes[length++] = (byte) (high << 4 | low);
      i += 2;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** The path as AWS SDKs write it: everything but unreserved characters is escaped. */
  String write() {
    var path = new StringBuilder(PREFIX);
    for (var b : model.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0)) {
        path.append(c);
      } else {
        path.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return path.append(stream ? STREAM : WHOLE).toString();
  }
}
