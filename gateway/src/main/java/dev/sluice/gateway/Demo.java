package dev.sluice.gateway;

import dev.sluice.dialect.Protocols;
import dev.sluice.gateway.dial.Credential;
import dev.sluice.gateway.dial.Provider;
import dev.sluice.gateway.generate.Upstream;
import dev.sluice.lab.LabServer;
import dev.sluice.lab.LabSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The lab in this very process, as the provider of those who have none. */
final class Demo implements AutoCloseable {

  /** The provider's name. */
  static final String NAME = "demo";

  private final LabServer lab;

  private Demo(LabServer lab) {
    this.lab = lab;
  }

  static Demo start() {
    try {
      return new Demo(LabServer.start(LabSettings.defaults().asDemo()));
    } catch (IOException e) {
      throw new UncheckedIOException("the demo provider does not start", e);
    }
  }

  Upstream upstream() {
    var provider =
        new Provider(
            NAME,
            URI.create("http://127.0.0.1:" + lab.port() + "/v1"),
            new Credential.Bearer(new Credential.Secret("demo")));
    return new Upstream(provider, Protocols.first().dialect(), Set.of(), Optional.empty());
  }

  @Override
  public void close() {
    try {
      lab.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the demo provider does not end", e);
    }
  }
}
