package dev.sluice.lab.serve;

import dev.sluice.lab.ask.Protocol;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What a path asks for. Works on the raw path, since a Bedrock id may hold an encoded slash. */
sealed interface Target {
  /** A model call; Converse names model and mode in the path. */
  record Generate(Protocol protocol, String model, boolean stream) implements Target {}

  /** The list of models. */
  record Models() implements Target {}

  /** One model. */
  record Model(String id) implements Target {}

  /** The lab's own pages. */
  record Own(String name) implements Target {}

  /** Nothing that the lab knows. */
  record Unknown() implements Target {}

  /** The target of a raw path. */
  static Target of(String method, String path) {
    if (path.startsWith("/lab/")) {
      return new Own(path.substring("/lab/".length()));
    }
    if (method.equals("GET")) {
      var models = path.lastIndexOf("/models");
      if (path.endsWith("/models")) {
        return new Models();
      }
      return models >= 0 ? new Model(decode(path.substring(models + 8))) : new Unknown();
    }
    if (path.endsWith("/chat/completions")) {
      return new Generate(Protocol.CHAT, "", false);
    }
    if (path.endsWith("/messages")) {
      return new Generate(Protocol.MESSAGES, "", false);
    }
    var model = path.indexOf("/model/");
    for (var suffix : new String[] {"/converse", "/converse-stream"}) {
      if (model >= 0 && path.endsWith(suffix)) {
        var from = model + "/model/".length();
        var to = Math.max(from, path.length() - suffix.length());
        var id = decode(path.substring(from, to));
        return new Generate(Protocol.CONVERSE, id, suffix.endsWith("stream"));
      }
    }
    return new Unknown();
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded;
    }
  }
}
