package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Fixtures;
import dev.sluice.Property;
import dev.sluice.Splits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SsePropertyTest {
  private static final int STREAMS = 1_000;
  private static final String[] PIECES = {
    "data",
    "event",
    "id",
    "retry",
    "dat",
    "Data",
    ":",
    " ",
    "\n",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\0",
    "\ufeff",
    "é",
    "😀",
    "{\"a\":1}",
    "7",
    "x",
    "data: ",
    "event: delta\n",
    "data: {}\n\n"
  };

  private record Event(String name, String data) {}

  @Test
  void readsAsTheSpecificationSaysHoweverItIsCut() {
    Property.forAll(
        STREAMS,
        SsePropertyTest::drawStream,
        input -> {
          var expected = SseReference.of(input);

          Property.anySplit(
              3, input, pieces -> assertThat(SseRecord.of(pieces)).isEqualTo(expected));
        });
  }

  @Test
  void boundsHoldAtTheSameByteHoweverItIsCut() {
    Property.forAll(
        STREAMS,
        SsePropertyTest::drawStream,
        input -> {
          var bound = 1 + input.length % 23;
          var whole = SseRecord.of(bound, List.of(input));

          Property.anySplit(
              3, input, pieces -> assertThat(SseRecord.of(bound, pieces)).isEqualTo(whole));
        });
  }

  @Test
  void readsWhatTheEncoderWrote() {
    Property.forAll(
        STREAMS,
        SsePropertyTest::drawEvents,
        events -> {
          var out = new Bytes();
          for (var event : events) {
            SseEncoder.begin(out, event.name().isEmpty() ? null : event.name());
            out.add(event.data().getBytes(UTF_8));
            SseEncoder.end(out);
            SseEncoder.comment(out, "keepalive");
          }

          assertThat(SseRecord.of(List.of(out.toByteArray()))).isEqualTo(said(events));
        });
  }

  @Test
  void cutStreamsNeverGainAnEvent() {
    Property.forAll(
        STREAMS,
        SsePropertyTest::drawEvents,
        events -> {
          var out = new Bytes();
          for (var event : events) {
            SseEncoder.begin(out, event.name().isEmpty() ? null : event.name());
            out.add(event.data().getBytes(UTF_8));
            SseEncoder.end(out);
          }
          var whole = SseRecord.of(List.of(out.toByteArray()));
          for (var length = out.length() - 1; length >= 0; length -= 5) {
            out.truncate(length);
            var cut = SseRecord.of(List.of(out.toByteArray()));
            var full = cut.stream().filter(line -> line.startsWith("event ")).toList();
            assertThat(whole.subList(0, full.size())).isEqualTo(full);
          }
        });
  }

  @Test
  void readsEveryRecordedStreamAsTheReferenceDoes() throws IOException {
    for (var stream : recordedStreams()) {
      var input = Files.readAllBytes(stream);
      var expected = SseReference.of(input);

      assertThat(SseRecord.of(List.of(input))).as(stream.toString()).isEqualTo(expected);
      assertThat(SseRecord.of(pieces(input, 7))).as(stream.toString()).isEqualTo(expected);
    }
  }

  private static List<Path> recordedStreams() throws IOException {
    try (var files = Files.walk(Fixtures.directory(""))) {
      var streams = files.filter(file -> file.endsWith("response.sse")).sorted().toList();
      assertThat(streams).hasSizeGreaterThan(50);
      return streams;
    }
  }

  private static List<byte[]> pieces(byte[] input, int size) {
    var cuts = new int[input.length / size];
    for (var i = 0; i < cuts.length; i++) {
      cuts[i] = (i + 1) * size;
    }
    return Splits.at(input, cuts);
  }

  private static byte[] drawStream(SplittableRandom random) {
    var text = new StringBuilder();
    for (var i = random.nextInt(40); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString().getBytes(UTF_8);
  }

  private static List<Event> drawEvents(SplittableRandom random) {
    var events = new ArrayList<Event>();
    for (var i = random.nextInt(1, 6); i > 0; i--) {
      var name = random.nextInt(3) == 0 ? "" : "content_block_" + random.nextInt(3);
      events.add(new Event(name, "{\"é\":\"" + "😀x".repeat(random.nextInt(9)) + "\"}"));
    }
    return events;
  }

  private static List<String> said(List<Event> events) {
    var said = new ArrayList<String>();
    for (var event : events) {
      var data = new String(event.data().getBytes(UTF_8), ISO_8859_1);
      said.add("event " + event.name() + "|" + data);
      said.add("comment");
    }
    return said;
  }
}
