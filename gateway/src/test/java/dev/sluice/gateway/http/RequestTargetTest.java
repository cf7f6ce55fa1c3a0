package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows C10 and C11: hosts and paths that are not what they seem. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestTargetTest {
  private final Served served = Served.standard();

  @AfterAll
  void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/../x",
        "/a/../b",
        "/a/..",
        "/.",
        "/./a",
        "/a/./b",
        "/%2e%2e/x",
        "/a/.%2e/b",
        "/a/..%2fb",
        "/a/%2e%2e%2fb",
        "/a%2f..%2fb",
        "/a%2f..",
        "/a/..%5cb",
        "/..\\x",
        "/a\\..\\b",
        "/a%00b",
        "/a%0d%0ab",
        "/a%1fb",
        "/a%7fb",
        "/a%",
        "/a%2",
        "/a%zz",
        "/a%u0041",
        "/a#b",
        "/a?b#c",
        "a/b",
        "../a",
        "*",
        "/\u00e9"
      })
  void refusesPathsThatAreNotPlain(String path) throws Exception {
    try (var client = served.client()) {
      client.get(path);

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ").doesNotContain("200 OK");
      Faults.fault("C11");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a/",
        "//a",
        "/a//b",
        "/a//",
        "/V1/Chat",
        "/a;x",
        "/a/...",
        "/a/..b",
        "/a/.b",
        "/a%2Fb%3A0",
        "/a%2f%2fb",
        "/a?b=/../c",
        "/a?//",
        "/%E4%BD%A0",
        "/a%252e%252e"
      })
  void keepsOtherPathsAsTheyCame(String path) throws Exception {
    try (var client = served.client()) {
      client.get(path);

      var shown = path.contains("?") ? path : path + "?";
      assertThat(client.readTo("body=0 ")).contains("\r\n\r\nGET " + shown + " HTTP/1.1 ");
      Faults.fault("C11");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x/?", "x y", "", "a@b", "a,b", "a\"b", "x/..", "h#", "\u00e9"})
  void refusesHostsThatAreNone(String host) throws Exception {
    try (var client = served.client()) {
      client.send("GET /p HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ");
      Faults.fault("C10");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http:///p", "http://a@b/p", "http://a/../p", "https://a/p", "a:80"})
  void refusesAbsoluteTargetsThatAreNotPlain(String target) throws Exception {
    try (var client = served.client()) {
      client.send("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ");
      Faults.fault("C10");
    }
  }
}
