package dev.sluice.gateway.configure;

/** The defaults as a file that could be read back. */
public final class DefaultsPage {

  private DefaultsPage() {}

  public static String text() {
    var provider = Limits.defaults().provider();
    var client = Limits.defaults().client();
    var sizes = Limits.defaults().sizes();
    return new Lines()
        .line("listen: " + Configuration.LISTEN)
        .line("admin: " + Configuration.ADMIN)
        .line("limits:")
        .limit("dns", Quantity.text(provider.dns()), "a provider's name resolves")
        .limit("connect", Quantity.text(provider.connect()), "TCP connects")
        .limit("tls", Quantity.text(provider.tls()), "TLS shakes hands")
        .limit("credentials", Quantity.text(provider.credentials()), "our credentials are fetched")
        .limit("upload", Quantity.text(provider.upload()), "it takes nothing of the request")
        .limit("headers", Quantity.text(provider.headers()), "the head of its answer comes")
        .limit("first-token", Quantity.text(provider.firstToken()), "then the first content")
        .limit("stall", Quantity.text(provider.stall()), "no byte comes")
        .limit("stall-content", Quantity.text(provider.stallContent()), "no content comes")
        .limit("end-grace", Quantity.text(provider.endGrace()), "the end marker, when all is said")
        .limit("total", Quantity.text(provider.total()), "the whole call")
        .limit("commit-after", Quantity.text(client.commitAfter()), "200 goes out without content")
        .limit("heartbeat", Quantity.text(client.heartbeat()), "between signs of life after that")
        .limit("drain", Quantity.text(client.drain()), "open streams may go on after SIGTERM")
        .limit("client-headers", Quantity.text(client.headers()), "a request's head comes")
        .limit("client-body", Quantity.text(client.body()), "no byte of its body comes")
        .limit("client-write", Quantity.text(client.write()), "a client takes nothing")
        .limit("event-bytes", Quantity.text(sizes.eventBytes()), "one event of a provider")
        .limit("body-bytes", Quantity.text(sizes.bodyBytes()), "one body, either way")
        .limit("bodies-bytes", Quantity.text(sizes.bodiesBytes()), "all request bodies in flight")
        .limit("header-bytes", Quantity.text(sizes.headerBytes()), "all headers of a message")
        .limit("streams", String.valueOf(sizes.streams()), "requests open at once")
        .text();
  }

  private static final class Lines {
    private final StringBuilder text = new StringBuilder();

    Lines line(String line) {
      text.append(line).append('\n');
      return this;
    }

    Lines limit(String key, String value, String meaning) {
      return line(String.format("  %-24s # %s", key + ": " + value, meaning));
    }

    String text() {
      return text.toString();
    }
  }
}
