package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.Chunk;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.frame.Bytes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;

/** Prints what a chunk of text costs from bytes to bytes; run by hand, asserts nothing. */
final class Speed {

  private static final int CHUNKS = 2_000_000;
  private static final int ROUNDS = 5;

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private Speed() {}

  public static void main(String[] args) {
    for (var round = 0; round < ROUNDS; round++) {
      run("plain", "", "");
      run("escapes", "\\n\\\"x\\\" ", "");
      run("padded", "", ",\"obfuscation\":\"%s\"");
      run("parsed", "", ",\"n\":%d");
    }
  }

  private static void run(String name, String more, String tail) {
    var events = new byte[16][];
    for (var i = 0; i < events.length; i++) {
      var rest = tail.contains("%d") ? tail.formatted(i) : tail.replace("%s", "abcdefgh" + i);
      events[i] =
          ("data: {\"id\":\"chatcmpl-mock0123456789\",\"object\":\"chat.completion.chunk\","
               + "\"created\":1700000000,\"model\":\"mock-model\",\"system_fingerprint\":\"fp_mock\","
               + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"t=000000000000000"
                  + i
                  + " lorem ipsum dolor amet elit "
                  + more
                  + "\"},\"logprobs\":null,\"finish_reason\":null}]"
                  + rest
                  + "}\n\n")
              .getBytes(UTF_8);
    }
    var out = new Bytes(1 << 16);
    var dialect = new OpenAiDialect();
    var encoder = dialect.streamEncoder(Answers.settings(true));
    var decoder =
        dialect.decoder(
            new ProviderHead(200, Map.of("content-type", Answers.STREAM)),
            new DecodeSettings("p", 1, true, 1 << 20, 1 << 20, Answers.fresh()),
            chunk -> encode(encoder, chunk, out));
    var before = CPU.getCurrentThreadCpuTime();
    for (var i = 0; i < CHUNKS; i++) {
      var event = events[i & 15];
      decoder.feed(event, 0, event.length);
    }
    var nanos = (CPU.getCurrentThreadCpuTime() - before) / CHUNKS;
    System.out.println(name + ": " + nanos + " ns of CPU for " + events[0].length + " bytes");
  }

  private static void encode(AnswerEncoder encoder, Chunk chunk, Bytes out) {
    out.clear();
    encoder.encode(chunk, out);
  }
}
