package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Header;
import java.util.List;
import java.util.OptionalLong;

/** One thing that a call does to its connection. */
public sealed interface Step {
  /** Status and headers; without a length the body is chunked. */
  record Head(int status, List<Header> headers, OptionalLong length) implements Step {
    public Head {
      headers = List.copyOf(headers);
    }
  }

  /** Bytes of the body, framed as the head said, in one piece. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
  record Body(byte[] bytes, boolean event) implements Step {}

  /** Bytes as they are, past all framing; HTTP/1.1 only. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
  record Raw(byte[] bytes) implements Step {}

  /** Nothing for a while. */
  record Pause(long nanos) implements Step {}

  /** Nothing for ever. */
  record Hold() implements Step {}

  /** The proper end of the body. */
  record End() implements Step {}

  /** FIN, or RST_STREAM, without a proper end. */
  record Cut() implements Step {}

  /** RST, or RST_STREAM. */
  record Reset() implements Step {}
}
