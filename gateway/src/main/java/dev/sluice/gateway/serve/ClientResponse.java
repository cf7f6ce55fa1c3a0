package dev.sluice.gateway.serve;

import dev.sluice.frame.Bytes;
import dev.sluice.gateway.deliver.ClientOutput;
import dev.sluice.gateway.http.Response;
import java.util.Map;

/** Joins what readers write to with the answer of the transport, and knows the status sent. */
final class ClientResponse implements ClientOutput {

  private final Response response;
  private int status;

  ClientResponse(Response response) {
    this.response = response;
  }

  /** The status that was sent; 0 if none was yet. */
  int status() {
    return status;
  }

  @Override
  public void whole(int sent, Map<String, String> headers, byte[] body) {
    status = sent;
    response.whole(sent, headers, body);
  }

  @Override
  public void head(int sent, Map<String, String> headers) {
    status = sent;
    response.head(sent, headers);
  }

  @Override
  public void write(Bytes bytes) {
    response.write(bytes);
  }

  @Override
  public void end() {
    response.end();
  }

  @Override
  public void breakOff() {
    response.breakOff();
  }

  @Override
  public void abort() {
    response.abort();
  }

  @Override
  public boolean writable() {
    return response.writable();
  }

  @Override
  public void onWritable(Runnable wake) {
    response.onWritable(wake);
  }

  @Override
  public void onLeave(Runnable left) {
    response.onLeave(left);
  }
}
