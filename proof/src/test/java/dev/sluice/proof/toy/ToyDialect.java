package dev.sluice.proof.toy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Failure;
import dev.sluice.chat.Message;
import dev.sluice.chat.Part;
import dev.sluice.chat.Sampling;
import dev.sluice.chat.ToolChoice;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import java.util.List;
import java.util.Map;

final class ToyDialect implements Dialect {

  private static final String NAME = "toy";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ReadResult read(ClientCall call) {
    var lines = new String(call.body(), UTF_8).split("\n", 2);
    if (lines.length < 2) {
      return new ReadResult.Refused(
          Failure.of(ErrorCode.INVALID_REQUEST, "a question stands on the second line"));
    }
    var origin = new ChatRequest.Origin(NAME, Map.of(), call.body(), List.of(), List.of());
    var question = new Message(Message.Role.USER, List.of(new Part.Text(lines[1])));
    return new ReadResult.Accepted(
        new ChatRequest(
            origin,
            lines[0],
            true,
            false,
            List.of(question),
            List.of(),
            new ToolChoice.Unset(),
            null,
            new Sampling(null, null, null, null, List.of()),
            null,
            null));
  }

  @Override
  public WriteResult write(ChatRequest request, Target target) {
    var text = new StringBuilder(target.model()).append('\n');
    for (var message : request.messages()) {
      for (var part : message.parts()) {
        text.append(part instanceof Part.Text said ? said.text() : "");
      }
    }
    var body = text.toString().getBytes(UTF_8);
    return new WriteResult.Written(new ProviderCall("/toy", Map.of(), body, true), List.of());
  }

  @Override
  public AnswerDecoder decoder(ProviderHead head, DecodeSettings settings, ChunkSink sink) {
    return new ToyDecoder(settings, sink);
  }

  @Override
  public Failure failure(ProviderHead head, byte[] body, List<String> secrets) {
    return Failure.of(ErrorCode.UPSTREAM_ERROR, "the toy said " + head.status());
  }

  @Override
  public AnswerEncoder streamEncoder(EncodeSettings settings) {
    return new ToyEncoder();
  }

  @Override
  public AnswerEncoder wholeEncoder(EncodeSettings settings) {
    return new ToyEncoder();
  }

  @Override
  public ErrorAnswer error(Failure failure, String requestId) {
    var body = ("!" + failure.code() + " " + failure.message() + "\n").getBytes(UTF_8);
    return new ErrorAnswer(400, Map.of("content-type", "text/plain"), body);
  }

  @Override
  public String requestIdHeader() {
    return "toy-id";
  }

  @Override
  public String requestId(Fresh fresh) {
    return fresh.id("toy_", 8);
  }
}
