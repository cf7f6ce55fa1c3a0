package dev.sluice.gateway.cli;

import picocli.CommandLine;

/** What {@code --version} prints. */
final class Version implements CommandLine.IVersionProvider {

  @Override
  public String[] getVersion() {
    var version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"sluice " + (version == null ? "dev" : version)};
  }
}
