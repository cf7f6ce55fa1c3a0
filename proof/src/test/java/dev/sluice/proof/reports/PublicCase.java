package dev.sluice.proof.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.proof.kit.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One input of the public reports, as it lies in its folder.
 *
 * @param expected what the answer must hold, or missing where the case says it in words only
 */
record PublicCase(
    int number,
    String name,
    String source,
    JsonNode expected,
    List<Run> runs,
    List<Reply> replies) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXPECTED = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);
  private static final Pattern SOURCE = Pattern.compile("From: (.*)");

  /** One request of a client. */
  record Run(JsonNode line) {

    /** As the index of the cases names it: {@code anthropic-whole<-openai}. */
    String label() {
      return client().isEmpty()
          ? line.path("method").asText() + " " + line.path("path").asText()
          : client() + (streamed() ? "" : "-whole") + "<-" + provider();
    }

    String client() {
      return line.path("client").asText("");
    }

    boolean streamed() {
      return line.has("stream") ? line.path("stream").asBoolean() : asksForStream();
    }

    private boolean asksForStream() {
      return line.at("/body/stream").asBoolean() || path().endsWith("/converse-stream");
    }

    String path() {
      return line.path("path").asText();
    }

    /** The provider behind: said by the run, or by the prefix of the model's name. */
    String provider() {
      var said = line.path("provider").asText("");
      var model = line.at("/body/model").asText(path().replaceFirst("/model/", ""));
      return said.isEmpty() ? model.split("/|%2F", 2)[0] : said;
    }

    /** The request as it goes over the wire. */
    byte[] bytes(String more) {
      var body = line.path("body");
      var text = body.isTextual() ? body.textValue() : body.toString();
      var head = new StringBuilder();
      head.append(line.path("method").asText()).append(' ').append(path());
      head.append(" HTTP/1.1\r\nhost: 127.0.0.1\r\n").append(more);
      line.path("headers")
          .properties()
          .forEach(header ->
              head.append(header.getKey())
                  .append(": ")
                  .append(header.getValue().asText())
                  .append("\r\n"));
      if (text.startsWith("5d\r\n")) {
        head.append("transfer-encoding: chunked\r\n");
      } else if (!text.isEmpty()) {
        head.append("content-length: ").append(text.getBytes(StandardCharsets.UTF_8).length);
        head.append("\r\n");
      }
      return (head + "\r\n" + text).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** How the provider answers. */
  @SuppressWarnings("ArrayRecordComponent")
  record Reply(JsonNode line, byte[] body) {
    boolean isFor(String provider) {
      var whom = line.path("for").asText();
      return whom.endsWith("run") || whom.equals(provider);
    }

    boolean byteByByte() {
      return line.has("pieces");
    }

    /** The same bytes under another label. */
    Reply labelled(String contentType) {
      var other = line.deepCopy();
      ((com.fasterxml.jackson.databind.node.ObjectNode) other.path("headers"))
          .put("content-type", contentType);
      return new Reply(other, body);
    }
  }

  Reply reply(String provider) {
    return replies.stream().filter(reply -> reply.isFor(provider)).findFirst().orElseThrow();
  }

  static List<PublicCase> all() throws IOException {
    var cases = new ArrayList<PublicCase>();
    try (var folders = Files.list(Checkout.cases())) {
      for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
        cases.add(read(folder));
      }
    }
    return List.copyOf(cases);
  }

  private static PublicCase read(Path folder) throws IOException {
    var runs = new ArrayList<Run>();
    JSON.readTree(folder.resolve("request.json").toFile())
        .path("runs")
        .forEach(run -> runs.add(new Run(run)));
    var replies = new ArrayList<Reply>();
    for (var reply : JSON.readTree(folder.resolve("upstream.json").toFile())) {
      replies.add(
          new Reply(reply, Files.readAllBytes(folder.resolve(reply.path("file").asText()))));
    }
    var page = Files.readString(folder.resolve("expect.md"));
    var json = EXPECTED.matcher(page);
    var source = SOURCE.matcher(page);
    var name = folder.getFileName().toString();
    return new PublicCase(
        Integer.parseInt(name.substring(0, 3)),
        name.substring(4),
        source.find() ? source.group(1).strip() : "",
        json.find() ? JSON.readTree(json.group(1)) : MissingNode.getInstance(),
        List.copyOf(runs),
        List.copyOf(replies));
  }
}
