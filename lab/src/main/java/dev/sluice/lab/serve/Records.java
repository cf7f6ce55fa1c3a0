package dev.sluice.lab.serve;

import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.aws.SigV4;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.script.Ids;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the log keeps of a request: headers without secrets, the body's size and hash. */
final class Records {
  private static final Set<String> SECRETS =
      Set.of("x-api-key", "api-key", "authorization", "x-amz-security-token", "cookie");
  private static final int HASH = 16;

  private Records() {}

  static Json.Obj received(Inbound request, Protocol protocol, String model, String row, Ids ids) {
    return Json.obj(
        "protocol", protocol.label(),
        "model", model,
        "row", row.isEmpty() ? Optional.empty() : row,
        "method", request.method(),
        "target", request.target(),
        "http", request.http2() ? "2" : "1.1",
        "headers", headers(request, Set.of()),
        "body_bytes", request.body().length,
        "body_sha256", SigV4.sha256(request.body()),
        "request_id", ids.request());
  }

  /** The headers, secrets as the start of their hash; of those names only, or all for no names. */
  static Json headers(Inbound request, Set<String> names) {
    var all = new TreeMap<String, Json>();
    request
        .headers()
        .forEach((name, values) -> {
          if (names.isEmpty() || names.contains(name)) {
            all.put(name, value(name, values));
          }
        });
    return new Json.Obj(all);
  }

  private static Json value(String name, List<String> values) {
    var shown = new ArrayList<Json>();
    for (var value : values) {
      shown.add(new Json.Str(SECRETS.contains(name) ? masked(value) : value));
    }
    return shown.size() == 1 ? shown.getFirst() : new Json.Arr(shown);
  }

  // a Bearer token is hashed without its scheme, so that it can be compared with a key's hash
  private static String masked(String value) {
    var bearer = value.startsWith("Bearer ");
    var secret = bearer ? value.substring(7) : value;
    var hash = SigV4.sha256(secret.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    return (bearer ? "Bearer " : "") + "sha256:" + hash;
  }
}
