package dev.sluice.gateway.serve;

import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.gateway.route.ModelEntry;
import dev.sluice.gateway.route.Resolution;
import dev.sluice.gateway.route.Router;
import dev.sluice.json.JsonWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Answers the lists of models, in OpenAI's and in Anthropic's form. */
final class Models {

  private static final int ID_CHARS_SHOWN = 100;

  private final Router router;
  private final List<String> names;
  private final Instant since;

  Models(Router router, Instant since) {
    this.router = router;
    this.names = router.models().stream().map(ModelEntry::id).toList();
    this.since = since;
  }

  void answer(Endpoint.Models asked, Exchange exchange) {
    if (asked.id().isEmpty()) {
      send(exchange, list(asked));
      return;
    }
    var id = URLDecoder.decode(asked.id().replace("+", "%2B"), StandardCharsets.UTF_8);
    if (names.contains(id) || router.resolve(id) instanceof Resolution.Found) {
      var writer = new JsonWriter(256);
      model(writer, asked, id);
      send(exchange, writer.toByteArray());
    } else {
      exchange.refuse(
          Failure.of(
              ErrorCode.NOT_FOUND,
              "no model named " + shown(id) + " can be reached; see /v1/models"));
    }
  }

  private static String shown(String id) {
    return id.length() <= ID_CHARS_SHOWN ? id : id.substring(0, ID_CHARS_SHOWN) + "...";
  }

  private static void send(Exchange exchange, byte[] body) {
    exchange.page(body);
  }

  private byte[] list(Endpoint.Models asked) {
    var writer = new JsonWriter(1024).beginObject();
    if (!asked.pages()) {
      writer.member("object", "list");
    }
    writer.name("data").beginArray();
    for (var name : names) {
      model(writer, asked, name);
    }
    writer.endArray();
    if (asked.pages()) {
      writer.member("has_more", false);
      writer.name("first_id");
      edge(writer, true);
      writer.name("last_id");
      edge(writer, false);
    }
    return writer.endObject().toByteArray();
  }

  private void edge(JsonWriter writer, boolean first) {
    if (names.isEmpty()) {
      writer.nil();
    } else {
      writer.text(first ? names.getFirst() : names.getLast());
    }
  }

  private void model(JsonWriter writer, Endpoint.Models asked, String name) {
    writer.beginObject();
    if (asked.pages()) {
      writer
          .member("type", "model")
          .member("id", name)
          .member("display_name", name)
          .member("created_at", since.toString());
    } else {
      writer
          .member("id", name)
          .member("object", "model")
          .member("created", since.getEpochSecond())
          .member("owned_by", "sluice");
    }
    writer.endObject();
  }
}
