package dev.sluice.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.lab.RawClient.End;
import dev.sluice.lab.RawClient.Got;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.aws.EventFrame;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.script.ScriptName;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault row does on the wire what its name says. */
class FaultsTest {
  private LabServer lab;

  @BeforeEach
  void start() throws IOException {
    lab = LabServer.start(LabSettings.defaults().rate(0));
  }

  @AfterEach
  void stop() throws IOException {
    lab.close();
  }

  private Got stream(Protocol protocol, String row) throws IOException {
    return RawClient.call(lab.port(), protocol, "lab-text-" + row, true);
  }

  private Got whole(Protocol protocol, String row) throws IOException {
    return RawClient.call(lab.port(), protocol, "lab-text-" + row, false);
  }

  private Got impatient(Protocol protocol, String row, boolean stream) throws IOException {
    try (var client = new RawClient(lab.port()).patience(400)) {
      client.send(RawClient.request(protocol, "lab-text-" + row, stream, Json.obj(), ""));
      return client.readAll();
    }
  }

  private static String marker(Protocol protocol) {
    return switch (protocol) {
      case CHAT -> "[DONE]";
      case MESSAGES -> "message_stop";
      case CONVERSE -> "messageStop";
    };
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void resetsWhereTheRowSays(Protocol protocol) throws IOException {
    assertThat(stream(protocol, "u5")).isEqualTo(new Got("", End.RESET));
    assertThat(whole(protocol, "u5")).isEqualTo(new Got("", End.RESET));
    for (var got : new Got[] {stream(protocol, "u6"), whole(protocol, "u6")}) {
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.rawBody()).isEmpty();
      assertThat(got.end()).isEqualTo(End.RESET);
    }
    for (var row : new String[] {"u7", "u7-v2", "u7-v3"}) {
      var got = stream(protocol, row);
      assertThat(got.end()).as(row).isEqualTo(End.RESET);
      assertThat(got.rawBody()).as(row).isNotEmpty().doesNotContain(marker(protocol));
    }
    assertThat(stream(protocol, "u7-v2").bytes().getBytes(ISO_8859_1)).isNotEmpty();
    assertThat(whole(protocol, "u7").end()).isEqualTo(End.RESET);
    Settled.counter(lab, "faulted", "9");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void endsWithoutTheMarker(Protocol protocol) throws IOException {
    var all = stream(protocol, "u8");
    var some = stream(protocol, "u8-v2");
    var cut = stream(protocol, "u8-v4");

    for (var got : new Got[] {all, some}) {
      assertThat(got.chunksEnded()).isTrue();
      assertThat(got.end()).isEqualTo(End.FIN);
      assertThat(got.bytes()).doesNotContain(marker(protocol)).isNotEmpty();
    }
    assertThat(some.bytes()).hasSizeLessThan(all.bytes().length());
    assertThat(cut.chunksEnded()).isFalse();
    assertThat(cut.end()).isEqualTo(End.FIN);
    assertThat(whole(protocol, "u8").chunksEnded()).isTrue();
    assertThat(whole(protocol, "u8-v2").end()).isEqualTo(End.FIN);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void stallsWhereTheRowSays(Protocol protocol) throws IOException {
    assertThat(impatient(protocol, "u10", true)).isEqualTo(new Got("", End.SILENCE));
    assertThat(impatient(protocol, "u10", false)).isEqualTo(new Got("", End.SILENCE));
    var headers = impatient(protocol, "u11", true);
    assertThat(headers.status()).isEqualTo(200);
    assertThat(headers.rawBody()).isEmpty();
    assertThat(impatient(protocol, "u11-v2", true).rawBody()).isNotEmpty();
    var stalled = impatient(protocol, "u12", true);
    assertThat(stalled.end()).isEqualTo(End.SILENCE);
    assertThat(stalled.bytes()).isNotEmpty().doesNotContain(marker(protocol));
    for (var row : new String[] {"u10-ms50", "u11-ms50", "u12-ms50", "u13-ms50-i10"}) {
      assertThat(stream(protocol, row).bytes()).as(row).contains(marker(protocol));
      assertThat(whole(protocol, row).json()).as(row).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void showsLifeWithoutContent(Protocol protocol) throws IOException {
    var plain = stream(protocol, "u12-ms1");
    var pinged = stream(protocol, "u13-ms50-i10");

    assertThat(pinged.bytes().length()).isGreaterThan(plain.bytes().length());
    assertThat(whole(protocol, "u13-ms50-i10").bytes()).startsWith("\n\n\n\n\n{");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void breaksTheFramingOfHttp(Protocol protocol) throws IOException {
    for (var variant = 1; variant <= 5; variant++) {
      assertThat(stream(protocol, "u16-v" + variant).text())
          .as("variant %d", variant)
          .containsAnyOf("zz\r\n", "-5\r\n", "fffffffffffffffff\r\n", "5;x=yyy", "hello5\r\n");
    }
    var shorter = stream(protocol, "u17");
    assertThat(declared(shorter)).isLessThan(shorter.rawBody().length());
    var longer = stream(protocol, "u17-v2");
    assertThat(declared(longer)).isEqualTo(longer.rawBody().length() + 100);
    assertThat(stream(protocol, "u17-v3").head())
        .contains("content-length: ", "transfer-encoding: chunked");
    assertThat(whole(protocol, "u17-v2").end()).isEqualTo(End.FIN);
    assertThat(stream(protocol, "u15").bytes()).isNotEmpty();
    assertThat(whole(protocol, "u14-ms0-n1").json()).isNotNull();
  }

  private static int declared(Got got) {
    var head = got.head();
    var at = head.indexOf("content-length: ") + "content-length: ".length();
    return Integer.parseInt(head.substring(at).split("\r\n", 2)[0]);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void answersSomethingElse(Protocol protocol) throws IOException {
    assertThat(stream(protocol, "u19").head()).contains("content-type: text/plain");
    assertThat(stream(protocol, "u19-v2").body()).contains("<html>");
    assertThat(whole(protocol, "u19-v3").body()).isEqualTo("{\"ok\":true}");
    assertThat(stream(protocol, "u20").head()).contains("302 Found", "/lab/canary");
    assertThat(stream(protocol, "u21-v403").status()).isEqualTo(403);
    assertThat(stream(protocol, "u22-v4").head()).contains("retry-after: -1");
    assertThat(stream(protocol, "u22-v6").head()).doesNotContain("retry-after");
    assertThat(stream(protocol, "u37").body()).contains("key-1");
    assertThat(stream(protocol, "u37-v4").bytes()).contains("key-1");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void failsInMidStream(Protocol protocol) throws IOException {
    var got = stream(protocol, "u25");

    assertThat(got.bytes()).contains("on purpose").doesNotContain(marker(protocol));
    assertThat(got.chunksEnded()).isTrue();
    assertThat(whole(protocol, "u25").status()).isEqualTo(500);
  }

  @Test
  void damagesFrames() throws IOException {
    for (var variant : new int[] {1, 2, 3, 4, 6, 9}) {
      var bytes = stream(Protocol.CONVERSE, "u26-v" + variant).bytes().getBytes(ISO_8859_1);
      assertThatThrownBy(() -> EventFrame.decodeAll(bytes))
          .as("variant %d", variant)
          .isInstanceOf(EventFrame.BadFrame.class);
    }
    for (var variant : new int[] {5, 7, 8}) {
      var bytes = stream(Protocol.CONVERSE, "u26-v" + variant).bytes().getBytes(ISO_8859_1);
      assertThat(EventFrame.decodeAll(bytes)).as("variant %d", variant).hasSizeGreaterThan(3);
    }
    assertThat(stream(Protocol.CHAT, "u26").body()).contains("{\"con\n\n").endsWith("[DONE]\n\n");
    assertThat(stream(Protocol.MESSAGES, "u26-v2").body()).contains("not json");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void keepsEveryRowItNames(Protocol protocol) throws IOException {
    var calls = 0;
    var strange = new ArrayList<String>();
    for (var row : ScriptName.ROWS) {
      for (var stream : new boolean[] {true, false}) {
        var name = row + (row.equals("u14") ? "-ms0-n1" : "-ms10-m200000");
        var got = stream ? stream(protocol, name) : whole(protocol, name);
        calls++;
        if (got.end() == End.SILENCE) {
          strange.add(name + " " + stream + " " + got.end());
        }
      }
    }

    assertThat(strange).isEmpty();
    Settled.counter(lab, "faults", Integer.toString(calls));
    Settled.counter(lab, "open", "0");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void sendsTextThatIsNoText(Protocol protocol) throws IOException {
    assertThat(stream(protocol, "u28").bytes()).contains("\u00ff\u00fe");
    assertThat(stream(protocol, "u28-v3").bytes()).contains("\\ud800");
    assertThat(whole(protocol, "u28-v2").bytes()).contains("\u00c0\u00af");
    assertThat(stream(protocol, "u38").bytes())
        .contains("</script>")
        .doesNotContain("\nevent: error");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void endsOddly(Protocol protocol) throws IOException {
    assertThat(stream(protocol, "u33-v2").bytes()).contains("lab_because");
    assertThat(stream(protocol, "u33-v3").bytes()).contains(marker(protocol)).doesNotContain("aus");
    assertThat(stream(protocol, "u33-v4").bytes()).isEmpty();
    assertThat(whole(protocol, "u33-v4").bytes()).isEmpty();
    assertThat(stream(protocol, "u34-v2").text()).contains("forged");
    assertThat(whole(protocol, "u34").text()).contains("forged");
    assertThat(stream(protocol, "u35").text()).contains("102 Processing");
    assertThat(stream(protocol, "u35-v2").head()).hasSizeGreaterThan(200 * 8192);
    assertThat(stream(protocol, "u35-v3").head()).contains("a\rset-cookie");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void disordersEvents(Protocol protocol) throws IOException {
    assertThat(stream(protocol, "u31-v4").bytes()).containsIgnoringCase("unknown");
    assertThat(stream(protocol, "u31-v5").bytes()).contains("ndex\":-1");
    assertThat(stream(protocol, "u31").bytes()).contains("ndex\":7");
    assertThat(stream(protocol, "u31-v6").bytes()).contains("lab_unknown");
    assertThat(whole(protocol, "u31-v6").json().get("lab_unknown").get("n").write()).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void sendsOddEvents(Protocol protocol) throws IOException {
    var plain = stream(protocol, "u12-ms1").bytes();

    assertThat(stream(protocol, "u30").bytes()).contains("[".repeat(100_000));
    assertThat(stream(protocol, "u30-v2").bytes()).contains("0".repeat(1_000_000));
    assertThat(stream(protocol, "u30-v5").bytes()).contains("} trailing");
    for (var variant = 1; variant <= 4; variant++) {
      assertThat(stream(protocol, "u32-v" + variant).bytes()).isNotEqualTo(plain);
    }
    assertThat(whole(protocol, "u29").status()).isEqualTo(400);
  }

  @Test
  void sendsLinesAsTheGrammarAllows() throws IOException {
    assertThat(stream(Protocol.CHAT, "u29").bytes()).startsWith("\u00ef\u00bb\u00bfdata: ");
    assertThat(stream(Protocol.CHAT, "u29-v2").bytes()).doesNotContain("\n").contains("\r\r");
    assertThat(stream(Protocol.CHAT, "u29-v3").bytes()).contains("\r\n\r\n");
    assertThat(stream(Protocol.MESSAGES, "u29-v4").bytes()).contains("\ndata:{\"type\"");
    assertThat(stream(Protocol.MESSAGES, "u29-v5").bytes()).contains("id: 1\0\n");
    assertThat(stream(Protocol.MESSAGES, "u29-v6").bytes()).contains("\r\n\revent: ");
  }
}
