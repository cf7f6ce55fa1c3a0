package dev.sluice.lab.serve;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;

/** TLS from a PKCS12 keystore, with HTTP/2 and HTTP/1.1 by ALPN. */
public final class Tls {
  private Tls() {}

  /** The context, where there is a keystore. */
  public static Optional<SslContext> context(Optional<Path> keystore, String password)
      throws IOException {
    if (keystore.isEmpty()) {
      return Optional.empty();
    }
    try (var in = Files.newInputStream(keystore.get())) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password.toCharArray());
      var alpn =
          new ApplicationProtocolConfig(
              Protocol.ALPN,
              SelectorFailureBehavior.NO_ADVERTISE,
              SelectedListenerFailureBehavior.ACCEPT,
              ApplicationProtocolNames.HTTP_2,
              ApplicationProtocolNames.HTTP_1_1);
      return Optional.of(
          SslContextBuilder.forServer(keys)
              .sslProvider(SslProvider.JDK)
              .applicationProtocolConfig(alpn)
              .build());
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the keystore " + keystore.get().getFileName(), e);
    }
  }
}
