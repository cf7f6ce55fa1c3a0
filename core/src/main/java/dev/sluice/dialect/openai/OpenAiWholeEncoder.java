package dev.sluice.dialect.openai;

import dev.sluice.chat.AnswerBlock;
import dev.sluice.chat.AnswerFold;
import dev.sluice.chat.BlockKind;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.Extra;
import dev.sluice.chat.FinishReason;
import dev.sluice.chat.ToolKind;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.frame.Bytes;
import dev.sluice.json.JsonWriter;
import java.util.List;

/** Encodes a whole answer: one {@code chat.completion}, written when it has ended. */
final class OpenAiWholeEncoder implements AnswerEncoder {

  private final ChunkHead head;
  private final boolean functionCalls;
  private final AnswerFold fold = new AnswerFold();
  private final ExtraFold extras = new ExtraFold();

  OpenAiWholeEncoder(EncodeSettings settings) {
    this.head = new ChunkHead(settings);
    this.functionCalls = settings.functionCalls();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public void open(Bytes out) {
    // a whole answer begins when it has ended
  }

  @Override
  public void heartbeat(Bytes out) {
    // nothing may stand before the body
  }

  @Override
  public void encode(Chunk chunk, Bytes out) {
    fold.accept(extras.strip(chunk));
    if (!chunk.terminal()) {
      return;
    }
    var json = new JsonWriter(1024);
    if (fold.failure().isPresent()) {
      OpenAiErrors.inBand(fold.failure().get(), json);
    } else {
      answer(json);
    }
    out.add(json.array(), 0, json.length());
  }

  private void answer(JsonWriter json) {
    head.start(fold.start());
    var others = extras.top(head);
    json.beginObject();
    head.write("chat.completion", json);
    json.name("choices").beginArray();
    if (fold.finishes().isEmpty()) {
      choice(new Chunk.Finish(0, FinishReason.STOP, null, null, Extra.NONE), json);
    }
    fold.finishes().values().forEach(finish -> choice(finish, json));
    json.endArray();
    if (UsageJson.known(fold.usage())) {
      UsageJson.write(fold.usage(), json.name("usage"));
    }
    ExtraJson.write(others, Places.TOP, json);
    json.endObject();
  }

  private void choice(Chunk.Finish finish, JsonWriter json) {
    var blocks = fold.blocks(finish.choice());
    var more = extras.of(finish.choice());
    json.beginObject().member("index", finish.choice()).name("message").beginObject();
    json.member("role", "assistant");
    optional("content", blocks, BlockKind.TEXT, json);
    optional("refusal", blocks, BlockKind.REFUSAL, json);
    reasoning(blocks, json);
    var calls = blocks.stream().filter(OpenAiWholeEncoder::isCall).toList();
    var spelled = calls.size() == 1 && Places.spelled(calls.getFirst().extra(), "function_call");
    var old = spelled || (functionCalls && !calls.isEmpty());
    WholeCalls.write(calls, old, json);
    WholeParts.annotations(blocks, json);
    WholeParts.audio(blocks, json);
    ExtraJson.write(more, Places.DELTA, json);
    json.endObject();
    WholeParts.logprobs(fold.logprobs().get(finish.choice()), json);
    var refused = blocks.stream().anyMatch(block -> block.kind() == BlockKind.REFUSAL);
    json.member(
        "finish_reason", FinishWords.write(finish.reason(), !calls.isEmpty(), old, refused));
    ExtraJson.write(more, Places.CHOICE, json);
    json.endObject();
  }

  private static boolean isCall(AnswerBlock block) {
    return block.tool().map(tool -> tool.kind() != ToolKind.SERVER).orElse(false);
  }

  private static void optional(
      String name, List<AnswerBlock> blocks, BlockKind kind, JsonWriter json) {
    var text = WholeParts.text(blocks, kind);
    json.name(name);
    if (text.isEmpty()) {
      json.nil();
    } else {
      json.text(text);
    }
  }

  private static void reasoning(List<AnswerBlock> blocks, JsonWriter json) {
    var text = WholeParts.text(blocks, BlockKind.REASONING);
    if (!text.isEmpty()) {
      json.member("reasoning_content", text);
      if (blocks.stream().anyMatch(block -> Places.spelled(block.extra(), "reasoning"))) {
        json.member("reasoning", text);
      }
    }
  }
}
