package dev.sluice.proof.toy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.Chunk;
import dev.sluice.dialect.AnswerEncoder;
import dev.sluice.frame.Bytes;

final class ToyEncoder implements AnswerEncoder {

  @Override
  public String contentType() {
    return "text/plain";
  }

  @Override
  public void encode(Chunk chunk, Bytes out) {
    if (chunk instanceof Chunk.Text said) {
      out.add(("+" + said.text() + "\n").getBytes(UTF_8));
    } else if (chunk instanceof Chunk.Failed failed) {
      out.add(("!" + failed.failure().code() + "\n").getBytes(UTF_8));
    } else if (chunk instanceof Chunk.End) {
      out.addAscii(".\n");
    }
  }

  @Override
  public void open(Bytes out) {}

  @Override
  public void heartbeat(Bytes out) {}
}
