package dev.sluice.lab.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigV4Test {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final byte[] BODY =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}".getBytes(UTF_8);
  private static final String PATH =
      "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream";
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/us-east-1/bedrock/aws4_request,"
          + " SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"
          + " Signature=aa95547bc117ef394402b683a11ae408c36bd14a869dd26bb1f3ca65cc05489f";

  private static SigV4.Request golden(byte[] body, Map<String, List<String>> changes) {
    var headers = new HashMap<String, List<String>>();
    headers.put("content-type", List.of("application/json"));
    headers.put("host", List.of("bedrock-runtime.us-east-1.amazonaws.com"));
    headers.put(
        "x-amz-content-sha256",
        List.of("c3335e07d6e89650bf94cb98664be69f8774dbc3198df221f113db0a59ea14f0"));
    headers.put("x-amz-date", List.of("20261120T120000Z"));
    headers.put("x-amz-security-token", List.of("TOK"));
    headers.putAll(changes);
    return new SigV4.Request("POST", PATH, "", headers, body);
  }

  private static SigV4.Credential credential() {
    return SigV4.credential(AUTHORIZATION).orElseThrow();
  }

  @Test
  void verifiesTheGoldenVector() {
    var request = golden(BODY, Map.of());

    assertThat(SigV4.sha256(SigV4.canonical(request, credential().signedHeaders()).getBytes(UTF_8)))
        .isEqualTo("dcc9f1ec30618a2ba83e3bdd212e424ab83ab2f8879e83ca5c31a4718e23adee");
    assertThat(SigV4.verifies(request, credential(), SECRET)).isTrue();
  }

  @Test
  void refusesAnotherSecretBodyOrHeader() {
    assertThat(SigV4.verifies(golden(BODY, Map.of()), credential(), "other")).isFalse();
    assertThat(SigV4.verifies(golden("{}".getBytes(UTF_8), Map.of()), credential(), SECRET))
        .isFalse();
    var token = Map.of("x-amz-security-token", List.of("T"));
    assertThat(SigV4.verifies(golden(BODY, token), credential(), SECRET)).isFalse();
  }

  @Test
  void takesTheAuthorityForTheHostOfHttp2() {
    var request = golden(BODY, Map.of());
    var headers = new HashMap<>(request.headers());
    headers.put(":authority", List.of("bedrock-runtime.us-east-1.amazonaws.com"));
    headers.remove("host");

    assertThat(
            SigV4.verifies(
                new SigV4.Request("POST", PATH, "", headers, BODY), credential(), SECRET))
        .isTrue();
  }

  @Test
  void hashesTheBodyItselfWhereNobodySaidItsHash() {
    var headers = new HashMap<>(golden(BODY, Map.of()).headers());
    headers.remove("x-amz-content-sha256");
    var request = new SigV4.Request("POST", PATH, "", headers, BODY);

    assertThat(SigV4.canonical(request, List.of("host")))
        .endsWith("c3335e07d6e89650bf94cb98664be69f8774dbc3198df221f113db0a59ea14f0");
  }

  @Test
  void encodesThePathOnceMore() {
    var path =
        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.x-v1%3A0"
            + "/converse";
    var request = new SigV4.Request("POST", path, "b=2&a=1", Map.of(), BODY);

    assertThat(SigV4.canonical(request, List.of()))
        .startsWith(
            "POST\n/model/arn%253Aaws%253Abedrock%253Aus-east-1%253A123456789012%253A"
                + "inference-profile%252Fus.x-v1%253A0/converse\na=1&b=2\n");
  }

  @Test
  void isNoSignatureWithoutItsParts() {
    assertThat(SigV4.credential("Bearer x")).isEmpty();
    assertThat(SigV4.credential("AWS4-HMAC-SHA256 Credential=a/b, Signature=c")).isEmpty();
  }
}
