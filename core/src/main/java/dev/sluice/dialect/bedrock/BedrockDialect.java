package dev.sluice.dialect.bedrock;

import dev.sluice.chat.ChatRequest;
import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.ErrorCode;
import dev.sluice.chat.Extra;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.dialect.BodyDecoder;
import dev.sluice.dialect.ClientCall;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.EncodeSettings;
import dev.sluice.dialect.ErrorAnswer;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.ReadResult;
import dev.sluice.dialect.SniffingDecoder;
import dev.sluice.dialect.Target;
import dev.sluice.dialect.WriteResult;
import java.util.List;

/** AWS Bedrock Runtime, API version 2023-09-30: Converse and ConverseStream. */
public final class BedrockDialect implements Dialect {

  static final String NAME = "bedrock";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ReadResult read(ClientCall call) {
    return BedrockRequestReader.read(call);
  }

  @Override
  public WriteResult write(ChatRequest request, Target target) {
    return BedrockRequestWriter.write(request, target);
  }

  @Override
  public AnswerDecoder decoder(ProviderHead head, DecodeSettings settings, ChunkSink sink) {
    if (!head.encoding().isEmpty()) {
      return new Refusing(
          settings,
          sink,
          Failure.of(
              ErrorCode.UPSTREAM_ENCODING,
              "the provider answered with a content-encoding that was not asked for"));
    }
    return new SniffingDecoder(
        head.mediaType(),
        framing ->
            switch (framing) {
              case FRAMES -> new BedrockStreamDecoder(settings, sink);
              case DOCUMENT ->
                  new BodyDecoder(
                      settings.bodyBytesMax(), sink, new BedrockWholeDecoder(settings, sink));
              default -> new Refusing(settings, sink, neither());
            },
        failure -> new Refusing(settings, sink, failure));
  }

  private static Failure neither() {
    return Failure.of(
        ErrorCode.UPSTREAM_PROTOCOL,
        "the provider's answer is neither an event stream nor JSON, as was asked for");
  }

  /** An answer that fails whatever its bytes are. */
  private static final class Refusing implements AnswerDecoder {
    private final DecodeSettings settings;
    private final ChunkSink sink;
    private final Failure failure;
    private boolean ended;

    Refusing(DecodeSettings settings, ChunkSink sink, Failure failure) {
      this.settings = settings;
      this.sink = sink;
      this.failure = failure;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
      end();
    }

    @Override
    public void end() {
      if (!ended) {
        ended = true;
        sink.accept(
            new Chunk.Start(null, null, settings.provider(), settings.attempt(), null, Extra.NONE));
        sink.accept(new Chunk.Failed(failure));
      }
    }
  }

  @Override
  public Failure failure(ProviderHead head, byte[] body, List<String> secrets) {
    return BedrockErrors.http(head, body, secrets);
  }

  @Override
  public AnswerEncoder streamEncoder(EncodeSettings settings) {
    return new BedrockStreamEncoder(settings);
  }

  @Override
  public AnswerEncoder wholeEncoder(EncodeSettings settings) {
    return new BedrockWholeEncoder(settings);
  }

  @Override
  public ErrorAnswer error(Failure failure, String requestId) {
    return BedrockErrors.answer(failure);
  }

  @Override
  public String requestIdHeader() {
    return "x-amzn-requestid";
  }

  @Override
  public String requestId(Fresh fresh) {
    return fresh.uuid();
  }
}
