package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Row C9: requests that two servers could read differently get one 400 and a closed connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SmugglingTest {
  private static final String SECOND = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String POST = "POST /p HTTP/1.1\r\nHost: h\r\n";

  private final Served served = Served.standard();

  @BeforeAll
  void answersAGoodRequest() throws Exception {
    try (var client = served.client()) {
      client.get("/good");
      assertThat(client.readTo("body=0 ")).startsWith("HTTP/1.1 200 ");
    }
  }

  @AfterAll
  void stop() {
    served.close();
  }

  static Stream<Arguments> corpus() {
    var all = new LinkedHashMap<String, String>();
    framing(all);
    lines(all);
    return all.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  private static void framing(Map<String, String> all) {
    var chunked = "0\r\n\r\n" + SECOND;
    all.put("CL.TE", POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked);
    all.put("TE.CL", POST + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n" + chunked);
    all.put("TE unknown", POST + "Transfer-Encoding: xchunked\r\n\r\n" + chunked);
    all.put("TE twice", POST + "Transfer-Encoding: chunked, chunked\r\n\r\n" + chunked);
    all.put(
        "TE on two lines",
        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + chunked);
    all.put("TE not last", POST + "Transfer-Encoding: chunked, gzip\r\n\r\n" + chunked);
    all.put("TE before", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n" + chunked);
    all.put("TE quoted", POST + "Transfer-Encoding: \"chunked\"\r\n\r\n" + chunked);
    all.put("TE tab", POST + "Transfer-Encoding:\tchunked\u000b\r\n\r\n" + chunked);
    all.put("TE folded", POST + "Transfer-Encoding:\r\n chunked\r\n\r\n" + chunked);
    all.put("TE space before colon", POST + "Transfer-Encoding : chunked\r\n\r\n" + chunked);
    all.put("TE with CR", POST + "Transfer-Encoding: chunked\r\r\n\r\n" + chunked);
    all.put("TE with NUL", POST + "Transfer-Encoding: chunked\0\r\n\r\n" + chunked);
    all.put("TE identity", POST + "Transfer-Encoding: identity\r\nX: y\r\n\r\n" + SECOND);
    all.put("TE on 1.0", "POST /p HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked);
    all.put("CL twice", POST + "Content-Length: 0\r\nContent-Length: 45\r\n\r\n" + SECOND);
    all.put("CL twice equal", POST + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n" + SECOND);
    all.put("CL list", POST + "Content-Length: 0, 45\r\n\r\n" + SECOND);
    all.put("CL signed", POST + "Content-Length: +0\r\n\r\n" + SECOND);
    all.put("CL negative", POST + "Content-Length: -1\r\n\r\n" + SECOND);
    all.put("CL hex", POST + "Content-Length: 0x0\r\n\r\n" + SECOND);
    all.put("CL empty", POST + "Content-Length:\r\n\r\n" + SECOND);
    all.put("CL overflow", POST + "Content-Length: 18446744073709551616\r\n\r\n" + SECOND);
    all.put("CL space before colon", POST + "Content-Length : 5\r\n\r\n" + SECOND);
    all.put("chunk size signed", POST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + SECOND);
    all.put("chunk size hex prefix", POST + "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n");
    all.put(
        "chunk size overflow",
        POST + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + SECOND);
    all.put("chunk without end", POST + "Transfer-Encoding: chunked\r\n\r\n1\r\naXX0\r\n\r\n");
    all.put(
        "chunk line with bare LF", POST + "Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n");
    all.put(
        "chunk extension with bare LF",
        POST + "Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\na\r\n0\r\n\r\n");
  }

  private static void lines(Map<String, String> all) {
    var rest = "Host: h\r\n\r\n" + SECOND;
    all.put("bare LF", "GET /p HTTP/1.1\nHost: h\n\n" + SECOND);
    all.put("bare LF after a header", "GET /p HTTP/1.1\r\nA: b\n" + rest);
    all.put("bare LF at the end", "GET /p HTTP/1.1\r\nHost: h\r\n\n" + SECOND);
    all.put("bare CR", "GET /p HTTP/1.1\r\nA: b\rC: d\r\n" + rest);
    all.put("leading NUL", "\0GET /p HTTP/1.1\r\n" + rest);
    all.put("leading control byte", "\u0001GET /p HTTP/1.1\r\n" + rest);
    all.put("leading space", " GET /p HTTP/1.1\r\n" + rest);
    all.put("many empty lines", "\r\n\r\n\r\n\r\nGET /p HTTP/1.1\r\n" + rest);
    all.put("control byte in a value", "GET /p HTTP/1.1\r\nA: b\u0001c\r\n" + rest);
    all.put("DEL in a value", "GET /p HTTP/1.1\r\nA: b\u007fc\r\n" + rest);
    all.put("NUL in a name", "GET /p HTTP/1.1\r\nA\0: b\r\n" + rest);
    all.put("obs-fold", "GET /p HTTP/1.1\r\nA: b\r\n c\r\n" + rest);
    all.put("obs-fold by tab", "GET /p HTTP/1.1\r\nA: b\r\n\tc\r\n" + rest);
    all.put("fold in the first line", "GET /p HTTP/1.1\r\n A: b\r\n" + rest);
    all.put("space before colon", "GET /p HTTP/1.1\r\nA : b\r\n" + rest);
    all.put("no colon", "GET /p HTTP/1.1\r\nA\r\n" + rest);
    all.put("empty name", "GET /p HTTP/1.1\r\n: b\r\n" + rest);
    all.put("name that is no token", "GET /p HTTP/1.1\r\nA(b): c\r\n" + rest);
    all.put("two spaces", "GET  /p HTTP/1.1\r\n" + rest);
    all.put("tab for a space", "GET\t/p HTTP/1.1\r\n" + rest);
    all.put("space in the target", "GET /p q HTTP/1.1\r\n" + rest);
    all.put("space at the end", "GET /p HTTP/1.1 \r\n" + rest);
    all.put("no version", "GET /p\r\n" + rest);
    all.put("version that is none", "GET /p HTTX/1.1\r\n" + rest);
    all.put("CR in the line", "GET /p\r HTTP/1.1\r\n" + rest);
    all.put("method that is no token", "G(T /p HTTP/1.1\r\n" + rest);
    all.put("host twice", "GET /p HTTP/1.1\r\nHost: a\r\n" + rest);
    all.put("no host", "GET /p HTTP/1.1\r\n\r\n" + SECOND);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void oneRefusalAndNoMore(String name, String bytes) throws Exception {
    try (var client = served.client()) {
      client.send(bytes);

      var answer = client.readToEnd();
      assertThat(answer)
          .as(name)
          .startsWith("HTTP/1.1 400 Bad Request\r\n")
          .contains("connection: close\r\n", "content-type: application/json\r\n")
          .doesNotContain("smuggled");
      assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
      Faults.fault("C9");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void theSameByteByByte(String name, String bytes) throws Exception {
    try (var client = served.client()) {
      for (var i = 0; i < bytes.length(); i++) {
        try {
          client.send(bytes.substring(i, i + 1));
        } catch (java.net.SocketException e) {
          assertThat(e).as("refused before all was sent").hasMessageContaining("roken pipe");
          break;
        }
      }

      assertThat(client.readToEnd()).as(name).startsWith("HTTP/1.1 400 ").doesNotContain("200 OK");
    }
  }
}
