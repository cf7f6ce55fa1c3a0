package dev.sluice.gateway.serve;

import dev.sluice.frame.Bytes;
import dev.sluice.gateway.deliver.ClientOutput;
import dev.sluice.gateway.http.Response;
import java.util.Map;

/** Joins what readers write to with the answer of the transport; adds nothing. */
record ClientResponse(Response response) implements ClientOutput {

  @Override
  public void whole(int status, Map<String, String> headers, byte[] body) {
    response.whole(status, headers, body);
  }

  @Override
  public void head(int status, Map<String, String> headers) {
    response.head(status, headers);
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
