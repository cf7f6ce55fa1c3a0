package dev.sluice.dialect;

import dev.sluice.chat.AnswerWords;
import dev.sluice.chat.CallWords;
import java.util.Map;

/**
 * A call to a provider, without its address and its credentials.
 *
 * @param path appended to the provider's base URL, percent-encoded: {@code /chat/completions},
 *     {@code /v1/messages}, {@code /model/ID/converse-stream}
 * @param headers what the protocol asks for beside content-type: {@code anthropic-version} …
 * @param body JSON, UTF-8
 * @param stream whether the provider is asked for a stream
 * @param bearer whether this call wants the key as {@code Authorization: Bearer}, whatever header
 *     the provider's key usually goes in
 * @param words how the calls of the answer are told to the client
 */
// An array, not a copy: bodies are up to 32 MiB.
@SuppressWarnings("ArrayRecordComponent")
public record ProviderCall(
    String path,
    Map<String, String> headers,
    byte[] body,
    boolean stream,
    boolean bearer,
    AnswerWords words) {

  public ProviderCall(String path, Map<String, String> headers, byte[] body, boolean stream) {
    this(path, headers, body, stream, false);
  }

  public ProviderCall(
      String path, Map<String, String> headers, byte[] body, boolean stream, boolean bearer) {
    this(path, headers, body, stream, bearer, CallWords.NONE);
  }

  public ProviderCall with(AnswerWords other) {
    return new ProviderCall(path, headers, body, stream, bearer, other);
  }
}
