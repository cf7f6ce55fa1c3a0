package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.frame.Bytes;
import dev.sluice.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Writes the chunks of one stream, whose beginnings are equal and are kept as bytes. */
final class ChunkWriter {

  private static final String OBJECT = "chat.completion.chunk";
  private static final int CARRIED_MAX = 256;
  private static final byte[] DATA = "data: ".getBytes(ISO_8859_1);
  private static final byte[] END = "\n\n".getBytes(ISO_8859_1);

  private final ChunkHead head;
  private final boolean includeUsage;
  private final JsonWriter json = new JsonWriter(512);
  private SequencedMap<String, Extra.Member> carried = new LinkedHashMap<>();
  private int version;

  ChunkWriter(ChunkHead head, boolean includeUsage) {
    this.head = head;
    this.includeUsage = includeUsage;
  }

  /** Keeps the top-level members of {@code extra} for the next chunk. */
  void carry(Extra extra) {
    if (!extra.isEmpty() && head.sort(extra, carried)) {
      version++;
    }
  }

  /** Keeps them too, and writes a chunk for them alone when many wait. */
  void carry(Extra extra, Bytes out) {
    carry(extra);
    if (carried.size() > CARRIED_MAX) {
      rest(out);
    }
  }

  /** Whether nothing waits for the next chunk. */
  boolean plain() {
    return carried.isEmpty();
  }

  /** The beginning of a chunk of this choice, up to where its delta starts. */
  byte[] prefix(ChoiceOut choice) {
    if (choice.prefixVersion != version) {
      var start = new JsonWriter(256);
      start.beginObject();
      head.write(OBJECT, start);
      start.name("choices").beginArray().beginObject();
      start.member("index", choice.index).name("delta");
      var bytes = new Bytes(start.length() + DATA.length);
      bytes.add(DATA);
      bytes.add(start.array(), 0, start.length());
      choice.prefix = bytes.toByteArray();
      choice.prefixVersion = version;
    }
    return choice.prefix;
  }

  /** Begins a delta; its members are to be written next. */
  JsonWriter begin() {
    return json.clear().beginObject();
  }

  /** Ends the delta and appends its chunk. */
  void end(ChoiceOut choice, Extra extra, @Nullable String finish, Bytes out) {
    carry(extra);
    ExtraJson.write(extra, Places.DELTA, json);
    json.endObject().name("logprobs");
    if (choice.logprobs == null) {
      json.nil();
    } else {
      json.raw(choice.logprobs);
      choice.logprobs = null;
    }
    json.name("finish_reason");
    if (finish == null) {
      json.nil();
    } else {
      json.text(finish);
    }
    ExtraJson.write(extra, Places.CHOICE, json);
    json.endObject().endArray();
    if (includeUsage) {
      json.name("usage").nil();
    }
    append(prefix(choice), out);
  }

  /** Appends the chunk with the usage and without choices. */
  void usage(Chunk.Usage usage, Bytes out) {
    noChoices();
    UsageJson.write(usage, json.name("usage"));
    append(DATA, out);
  }

  /** Appends what still waits for a chunk, if anything. */
  void rest(Bytes out) {
    if (!carried.isEmpty()) {
      noChoices();
      if (includeUsage) {
        json.name("usage").nil();
      }
      append(DATA, out);
    }
  }

  private void noChoices() {
    json.clear().beginObject();
    head.write(OBJECT, json);
    json.name("choices").beginArray().endArray();
  }

  private void append(byte[] prefix, Bytes out) {
    if (!carried.isEmpty()) {
      ExtraJson.write(carried.values(), Places.TOP, json);
      carried = new LinkedHashMap<>(); // clearing costs what the largest did
    }
    json.endObject();
    out.add(prefix);
    out.add(json.array(), 0, json.length());
    out.add(END);
  }
}
