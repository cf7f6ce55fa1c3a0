package dev.sluice.gateway.dial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** One key store, filled by the JDK's keytool at test time: an authority and what it signed. */
final class Keystores {
  static final String PASSWORD = "changeit";
  private static final String AUTHORITY = "authority";

  private final Path store;

  private Keystores(Path store) {
    this.store = store;
  }

  static Keystores in(Path directory) throws IOException {
    var made = new Keystores(directory.resolve("keys.p12"));
    made.keytool("-alias", AUTHORITY, "-dname", "CN=authority", "-ext", "bc:c");
    return made;
  }

  /** A key whose certificate the authority signed, for these names, from then on for a day. */
  void signed(String alias, String san, String start) throws IOException {
    keytool(
        "-alias",
        alias,
        "-signer",
        AUTHORITY,
        "-dname",
        "CN=" + alias,
        "-ext",
        "san=" + san,
        "-startdate",
        start,
        "-validity",
        "1");
  }

  /** A key whose certificate nobody but itself signed. */
  void selfSigned(String alias, String san) throws IOException {
    keytool("-alias", alias, "-dname", "CN=" + alias, "-ext", "san=" + san);
  }

  /** A trust store that trusts the authority. */
  Path trust() throws IOException, GeneralSecurityException {
    var trusting = KeyStore.getInstance("PKCS12");
    trusting.load(null, null);
    trusting.setCertificateEntry(AUTHORITY, load().getCertificate(AUTHORITY));
    var path = store.resolveSibling("trust.p12");
    try (var out = Files.newOutputStream(path)) {
      trusting.store(out, PASSWORD.toCharArray());
    }
    return path;
  }

  /** What a server with this key serves TLS by. */
  SSLContext context(String alias) throws IOException, GeneralSecurityException {
    var password = PASSWORD.toCharArray();
    var all = load();
    var one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(one, password);
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-keystore", store.toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("keytool: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
