package dev.sluice.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Property;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SseDecoderTest {
  @Test
  void joinsTheDataLinesOfAnEvent() {
    decodes("data: YHOO\ndata: +2\ndata: 10\n\n", "event |YHOO\n+2\n10");
  }

  @Test
  void readsTheExampleOfTheSpecificationWithIds() {
    decodes(
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event",
        "comment",
        "event |first event",
        "event |second event",
        "unfinished | third event");
  }

  @Test
  void dispatchesEmptyDataOnlyIfThereWasADataField() {
    decodes("data\n\ndata\ndata\n\nevent: ping\n\ndata:", "event |", "event |\n", "unfinished |");
  }

  @Test
  void stripsOneSpaceAfterTheColon() {
    decodes(
        "data:test\n\ndata: test\n\ndata:  test\n\n", "event |test", "event |test", "event | test");
  }

  @Test
  void endsLinesAtCrAndLfAndBoth() {
    decodes("data: a\r\rdata: b\r\n\r\ndata: c\n\n", "event |a", "event |b", "event |c");
    decodes("data: a\rdata: b\n\r\ndata: c\r\n\n", "event |a\nb", "event |c");
  }

  @Test
  void doesNotWaitForTheByteAfterCr() {
    var record = new SseRecord();
    var decoder = new SseDecoder(100, record);

    decoder.feed("data: a\r\r".getBytes(UTF_8), 0, 9);
    assertThat(record.lines()).containsExactly("event |a");

    decoder.feed("\ndata: b\r\n\r".getBytes(UTF_8), 0, 11);
    assertThat(record.lines()).containsExactly("event |a", "event |b");
  }

  @Test
  void dropsOneByteOrderMarkAtTheStart() {
    decodes("\ufeffdata: a\n\n", "event |a");
    decodes("\ufeff\ufeffdata: a\n\n", "ignored \u00ef\u00bb\u00bfdata: a");
    decodes("\ufeff\ndata: a\n\n", "event |a");
    decodes("\n\ufeffdata: a\n\n", "ignored \u00ef\u00bb\u00bfdata: a");
  }

  @Test
  void takesTheLastNameOfAnEventAndForgetsItAfterTheBlankLine() {
    decodes(
        "event: a\nevent: b\ndata: 1\n\ndata: 2\n\nevent: c\n\ndata: 3\n\n",
        "event b|1",
        "event |2",
        "event |3");
  }

  @Test
  void ignoresUnknownFieldsAndMindsCase() {
    decodes(
        "Data: a\ndat: b\ndatas: c\nfoo\ndata : d\ndata: e\n\n",
        "ignored Data: a",
        "ignored dat: b",
        "ignored datas: c",
        "ignored foo",
        "ignored data : d",
        "event |e");
  }

  @Test
  void readsRetryOfDigitsOnly() {
    decodes(
        "retry: 2000\nretry: 2s\nretry:\nretry: -1\nretry: 1234567890123456789\n",
        "retry 2000",
        "ignored retry: 2s",
        "ignored retry:",
        "ignored retry: -1",
        "ignored retry: 1234567890123456789");
  }

  @Test
  void keepsTheLastEventIdUnlessItHasANul() {
    var ids = new ArrayList<String>();
    var input =
        "data: a\n\nid: 1\ndata: b\n\nid: x\0y\ndata: c\n\nid: 2\n\ndata: d\n\nid\ndata: e\n\nid: "
            + "9".repeat(SseDecoder.ID_BYTES_MAX + 1)
            + "\ndata: f\n\n";

    feed(input, decoder -> ids.add(decoder.lastEventId()));

    assertThat(ids).containsExactly("", "1", "1", "2", "", "");
  }

  @Test
  void tellsWhereAnEventStarts() {
    var offsets = new ArrayList<Long>();

    feed(
        "\ufeffdata: a\n\n: comment\r\n\r\nevent: b\r\ndata: b\r\n\r\n\ndata: c\n\n",
        decoder -> offsets.add(decoder.eventOffset()));

    assertThat(offsets).containsExactly(3L, 25L, 47L);
  }

  @Test
  void handsTheFedArrayOnWhenTheDataLiesOnOneLine() {
    var input = "event: a\ndata: abc\n\n".getBytes(UTF_8);
    var seen = new ArrayList<byte[]>();
    var decoder = new SseDecoder(100, sink((name, data) -> seen.add(data)));

    decoder.feed(input, 0, input.length);

    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst()).isSameAs(input);
  }

  @Test
  void decodesARepeatedNameOnce() {
    var names = new ArrayList<String>();
    var decoder = new SseDecoder(100, sink((name, data) -> names.add(name)));
    var input = "event: delta\ndata: 1\n\nevent: delta\ndata: 2\n\n".getBytes(UTF_8);

    decoder.feed(input, 0, input.length);

    assertThat(names).hasSize(2);
    assertThat(names.get(1)).isSameAs(names.get(0));
  }

  @Test
  void showsAPendingEventAtTheEndAsUnfinished() {
    decodes("event: done\ndata: [DONE]", "unfinished done|[DONE]");
    decodes("data: {\"a\":1}\n", "unfinished |{\"a\":1}");
    decodes("data: a\nda", "ignored da", "unfinished |a");
    decodes("event: done\n");
    decodes("");
  }

  @Test
  void stopsWhereALineOrAnEventPassesTheBound() {
    decodes(10, "data: abcd\n\n", "event |abcd");
    decodes(10, "data: abcde\n\n", "overflow at 10 of 10");
    decodes(10, "data: a\n\n: long comment\n", "event |a", "overflow at 19 of 10");
    decodes(10, "data: abc\ndata:x\n\n", "event |abc\nx");
    decodes(10, "data: abc\ndata:xyz\n\ndata: a\n\n", "overflow at 17 of 10");
  }

  @Test
  void stopsAtANameBeyondItsBound() {
    var longest = "n".repeat(SseDecoder.NAME_BYTES_MAX);
    decodes("event: " + longest + "\ndata: a\n\n", "event " + longest + "|a");
    decodes("data: a\nevent: " + longest + "n\n\n", "overflow at 136 of 128");
  }

  @Test
  void feedSaysWhenItIsOver() {
    var decoder = new SseDecoder(4, new SseRecord());

    assertThat(decoder.feed("data".getBytes(UTF_8), 0, 4)).isTrue();
    assertThat(decoder.feed("data".getBytes(UTF_8), 0, 4)).isFalse();
    assertThat(decoder.feed("\n".getBytes(UTF_8), 0, 1)).isFalse();
    assertThatThrownBy(() -> new SseDecoder(0, new SseRecord()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsOnlyTheGivenPartOfTheArray() {
    var record = new SseRecord();
    var decoder = new SseDecoder(100, record);
    var input = "xxdata: a\n\nyy".getBytes(UTF_8);

    decoder.feed(input, 2, input.length - 4);
    decoder.end();

    assertThat(record.lines()).containsExactly("event |a");
  }

  private static void decodes(String input, String... expected) {
    decodes(1 << 20, input, expected);
  }

  private static void decodes(int eventBytesMax, String input, String... expected) {
    Property.anySplit(
        20,
        input.getBytes(UTF_8),
        pieces -> assertThat(SseRecord.of(eventBytesMax, pieces)).containsExactly(expected));
  }

  private interface Data {
    void accept(String name, byte[] data);
  }

  private static SseSink sink(Data data) {
    return new SseSink() {
      @Override
      public void event(String name, byte[] bytes, int offset, int length) {
        data.accept(name, bytes);
      }

      @Override
      public void unfinished(String name, byte[] bytes, int offset, int length) {}

      @Override
      public void overflow(long offset, int bound) {}
    };
  }

  private static void feed(String input, Consumer<SseDecoder> onEvent) {
    var decoders = new ArrayList<SseDecoder>();
    var decoder =
        new SseDecoder(1 << 20, sink((name, data) -> onEvent.accept(decoders.getFirst())));
    decoders.add(decoder);
    var bytes = input.getBytes(UTF_8);
    decoder.feed(bytes, 0, bytes.length);
  }
}
