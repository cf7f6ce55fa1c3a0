package dev.sluice.run;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Failure;
import dev.sluice.dialect.AnswerDecoder;
import dev.sluice.dialect.DecodeSettings;
import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.Redaction;
import dev.sluice.frame.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider within a generation, and what belongs to it alone: the provider's name,
 * the head and the decoder of its answer, an error body, an end that is held back, the usage.
 *
 * <p>Bytes go in, chunks come out at the sink, inside the call that brings them. It decides nothing
 * about the generation: a {@link Run} does. One thread.
 */
public final class Attempt {

  /** How much of an error body is read. */
  public static final int ERROR_BYTES_MAX = 64 << 10;

  private static final ProviderHead NO_HEAD = new ProviderHead(0, Map.of());

  private final Dialect dialect;
  private final DecodeSettings settings;
  private final List<String> secrets;
  private final ChunkSink sink;
  private ProviderHead head = NO_HEAD;
  private @Nullable AnswerDecoder decoder;
  private @Nullable Bytes errorBody;
  private Chunk.Usage usage = Chunk.Usage.UNKNOWN;
  private boolean declaresLength;
  private boolean bodyEnded;
  private boolean endHeld;
  private long bytesIn;

  /**
   * @param settings whose call it is, and which attempt
   * @param secrets what must not appear in texts of a failure
   * @param sink takes the chunks of the answer
   */
  public Attempt(Dialect dialect, DecodeSettings settings, List<String> secrets, ChunkSink sink) {
    this.dialect = dialect;
    this.settings = settings;
    this.secrets = List.copyOf(secrets);
    this.sink = sink;
  }

  /** 1 for the first call. */
  public int number() {
    return settings.attempt();
  }

  /** The configured name of the provider that is called. */
  public String provider() {
    return settings.provider();
  }

  /** Status and headers have come; whether an answer follows, not an error. */
  public boolean head(ProviderHead arrived) {
    head = arrived;
    declaresLength = arrived.headers().containsKey("content-length");
    var good = arrived.status() >= 200 && arrived.status() < 300;
    if (good) {
      decoder = dialect.decoder(arrived, settings, this::decoded);
    } else {
      errorBody = new Bytes(0);
    }
    return good;
  }

  /** Takes body bytes, which are not kept; chunks come out meanwhile. */
  public void bytes(byte[] bytes, int offset, int length) {
    bytesIn += length;
    var error = errorBody;
    if (error != null) {
      error.add(bytes, offset, Math.min(length, ERROR_BYTES_MAX - error.length()));
    } else if (decoder != null) {
      decoder.feed(bytes, offset, length);
    }
  }

  /** Whether the answer has told why it ended, so that only its end marker may lack. */
  public boolean finished() {
    return decoder != null && decoder.finished();
  }

  /** The provider's rate limits as headers for a client of that protocol. */
  public Map<String, String> limits(Dialect client) {
    return client.limits(dialect.limits(head));
  }

  /** The body has ended as HTTP says; an answer emits its terminal chunk if none came. */
  public void ended() {
    bodyEnded = true;
    if (endHeld) {
      sink.accept(Chunk.End.END);
    }
    if (decoder != null) {
      decoder.end();
    }
  }

  /**
   * A body of declared length must also keep it: its end counts when HTTP's end has come as well. A
   * chunked body's does at once.
   */
  private void decoded(Chunk chunk) {
    if (chunk instanceof Chunk.End && declaresLength && !bodyEnded) {
      endHeld = true;
    } else if (chunk instanceof Chunk.Failed failed) {
      sink.accept(new Chunk.Failed(redacted(failed.failure())));
    } else {
      if (chunk instanceof Chunk.Usage more) {
        usage = usage.merge(more);
      }
      sink.accept(chunk);
    }
  }

  /** A provider may quote our key in an error within its stream. */
  private Failure redacted(Failure failure) {
    return failure.withMessage(Redaction.redact(failure.message(), secrets));
  }

  /** Whether the answer is an error, by its status. */
  public boolean refused() {
    return errorBody != null;
  }

  /** Whether enough of an error body has come to {@link #judge}. */
  public boolean errorFull() {
    return errorBody != null && errorBody.length() >= ERROR_BYTES_MAX;
  }

  /** What the provider's error says, from what has come of it. Only when {@link #refused}. */
  public Failure judge() {
    if (errorBody == null) {
      throw new IllegalStateException("attempt " + number() + " was not refused");
    }
    return dialect.failure(head, errorBody.toByteArray(), secrets);
  }

  /** What the provider said of it so far. */
  public Chunk.Usage usage() {
    return usage;
  }

  /** Body bytes read. */
  public long bytesIn() {
    return bytesIn;
  }
}
