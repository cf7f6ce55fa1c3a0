package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.frame.Bytes;
import dev.sluice.frame.SseEncoder;
import dev.sluice.json.JsonWriter;
import java.util.TreeMap;

/**
 * Encodes a streamed answer. The order that clients need: for each choice a chunk with its role,
 * its deltas, its finish; then usage if it was asked for; then {@code [DONE]}. Source: protocol
 * reference, §§2.5, 10.1 and 16.
 */
final class OpenAiStreamEncoder implements AnswerEncoder {

  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(ISO_8859_1);
  private static final byte[] USAGE_NULL = ",\"usage\":null}\n\n".getBytes(ISO_8859_1);
  private static final byte[] CLOSE = "}\n\n".getBytes(ISO_8859_1);
  private static final byte[] CONTENT = "{\"content\":".getBytes(ISO_8859_1);
  private static final byte[] DELTA_END =
      "},\"logprobs\":null,\"finish_reason\":null}]".getBytes(ISO_8859_1);

  private final EncodeSettings settings;
  private final ChunkHead head;
  private final ChunkWriter writer;
  private final CallWriter calls;
  private final TreeMap<Integer, ChoiceOut> choices = new TreeMap<>();
  private final JsonWriter text = new JsonWriter(256);
  private ChoiceOut recent;
  private Chunk.Usage usage = Chunk.Usage.UNKNOWN;

  OpenAiStreamEncoder(EncodeSettings settings) {
    this.settings = settings;
    this.head = new ChunkHead(settings);
    this.writer = new ChunkWriter(head, settings.includeUsage());
    this.calls = new CallWriter(writer, settings.functionCalls());
    this.recent = new ChoiceOut(0);
    choices.put(0, recent);
  }

  @Override
  public String contentType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public void encode(Chunk chunk, Bytes out) {
    switch (chunk) {
      case Chunk.Text t -> text(t, out);
      case Chunk.Start s -> {
        head.start(s);
        writer.carry(s.extra(), out);
      }
      case Chunk.Reasoning r -> reasoning(r, out);
      case Chunk.Refusal r -> {
        var choice = role(r.choice(), out);
        choice.refused = true;
        writer.begin().member("refusal", r.text());
        writer.end(choice, r.extra(), null, out);
      }
      case Chunk.BlockStart b -> opened(b, out);
      case Chunk.Arguments a -> calls.grow(choice(a.choice()), a, out);
      case Chunk.BlockEnd b -> calls.end(choice(b.choice()), b.block(), out);
      case Chunk.Citation c -> cite(c, out);
      case Chunk.Media m -> own(m.choice(), m.protocol(), "audio", m.json(), out);
      case Chunk.Logprobs l -> logprobs(l, out);
      case Chunk.Opaque o -> opaque(o, out);
      case Chunk.Signature s -> {}
      case Chunk.Usage u -> {
        usage = usage.merge(u);
        writer.carry(u.extra(), out);
      }
      case Chunk.Problem p -> {}
      case Chunk.Finish f -> finish(f, out);
      case Chunk.End e -> end(out);
      case Chunk.Failed f -> fail(f, out);
    }
  }

  private void opened(Chunk.BlockStart b, Bytes out) {
    var tool = b.tool();
    if (tool != null && tool.kind() != ToolKind.SERVER) {
      calls.start(role(b.choice(), out), b, tool, out);
    } else {
      writer.carry(b.extra(), out);
    }
  }

  private void text(Chunk.Text t, Bytes out) {
    var choice = recent.index == t.choice() ? recent : choice(t.choice());
    recent = choice;
    if (!choice.opened) {
      role(choice, out);
    }
    choice.chars += t.text().length();
    if (!t.extra().isEmpty() || choice.logprobs != null || !writer.plain()) {
      writer.begin().member("content", t.text());
      writer.end(choice, t.extra(), null, out);
      return;
    }
    text.clear().text(t.text());
    out.add(writer.prefix(choice));
    out.add(CONTENT);
    out.add(text.array(), 0, text.length());
    out.add(DELTA_END);
    out.add(settings.includeUsage() ? USAGE_NULL : CLOSE);
  }

  private void reasoning(Chunk.Reasoning r, Bytes out) {
    var choice = role(r.choice(), out);
    var text = r.part() == choice.part ? r.text() : "\n\n" + r.text();
    choice.part = r.part();
    var json = writer.begin().member("reasoning_content", text);
    if (Places.spelled(r.extra(), "reasoning")) {
      json.member("reasoning", text);
    }
    writer.end(choice, r.extra(), null, out);
  }

  private void cite(Chunk.Citation c, Bytes out) {
    var choice = role(c.choice(), out);
    var own = c.protocol().equals(Places.PROTOCOL);
    if (own || c.url() != null) {
      var json = writer.begin().name("annotations").beginArray();
      if (own) {
        json.raw(c.json());
      } else {
        Annotations.write(c, choice.chars, json);
      }
      json.endArray();
      writer.end(choice, Extra.NONE, null, out);
    }
  }

  private void own(int index, String protocol, String name, String value, Bytes out) {
    if (protocol.equals(Places.PROTOCOL)) {
      var choice = role(index, out);
      writer.begin().name(name).raw(value);
      writer.end(choice, Extra.NONE, null, out);
    }
  }

  /** They wait for the delta that they belong to; those that wait already go alone. */
  private void logprobs(Chunk.Logprobs l, Bytes out) {
    if (l.protocol().equals(Places.PROTOCOL)) {
      var choice = choice(l.choice());
      if (choice.logprobs != null) {
        role(choice, out);
        writer.begin();
        writer.end(choice, Extra.NONE, null, out);
      }
      choice.logprobs = l.json();
    }
  }

  private void opaque(Chunk.Opaque o, Bytes out) {
    if (o.event().equals(Opaques.CONTENT_PART)) {
      own(o.choice(), o.protocol(), "content", "[" + o.json() + "]", out);
    } else if (o.protocol().equals(Places.PROTOCOL)) {
      SseEncoder.begin(out, Opaques.eventName(o.event()));
      text.clear().raw(o.json());
      out.add(text.array(), 0, text.length());
      SseEncoder.end(out);
    }
  }

  private void finish(Chunk.Finish f, Bytes out) {
    var choice = role(f.choice(), out);
    choice.finished = true;
    var word = FinishWords.write(f.reason(), choice.called(), choice.oldCall, choice.refused);
    writer.begin();
    writer.end(choice, f.extra(), word, out);
  }

  private void end(Bytes out) {
    for (var choice : choices.values()) {
      if (!choice.finished && (choice.opened || choices.size() == 1)) {
        finish(new Chunk.Finish(choice.index, FinishReason.STOP, null, null, Extra.NONE), out);
      }
    }
    if (settings.includeUsage() && UsageJson.known(usage)) {
      writer.usage(usage, out);
    } else {
      writer.rest(out);
    }
    out.add(DONE);
  }

  private void fail(Chunk.Failed failed, Bytes out) {
    text.clear();
    OpenAiErrors.inBand(failed.failure(), text);
    SseEncoder.begin(out, null);
    out.add(text.array(), 0, text.length());
    SseEncoder.end(out);
  }

  @Override
  public void open(Bytes out) {
    role(choice(0), out);
  }

  @Override
  public void heartbeat(Bytes out) {
    SseEncoder.comment(out, "keepalive");
  }

  private ChoiceOut choice(int index) {
    return choices.computeIfAbsent(index, ChoiceOut::new);
  }

  private ChoiceOut role(int index, Bytes out) {
    var choice = choice(index);
    role(choice, out);
    return choice;
  }

  /** The chunk without which helpers show nothing; once a choice. */
  private void role(ChoiceOut choice, Bytes out) {
    if (!choice.opened) {
      choice.opened = true;
      var waiting = choice.logprobs;
      choice.logprobs = null;
      var json = writer.begin();
      json.member("role", "assistant").member("content", "").name("refusal").nil();
      writer.end(choice, Extra.NONE, null, out);
      choice.logprobs = waiting;
    }
  }
}
