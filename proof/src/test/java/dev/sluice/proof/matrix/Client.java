package dev.sluice.proof.matrix;

/** An official SDK in one language; the order is that of the pages. */
enum Client {
  OPENAI_JS_6("openai-js-6", "openai (JavaScript) 6.49.0", Protocol.CHAT, "js", "openai-6"),
  OPENAI_JS_7("openai-js-7", "openai (JavaScript) 7.55.0", Protocol.CHAT, "js", "openai-7"),
  OPENAI_JAVA("openai-java", "openai-java 4.100.0", Protocol.CHAT, "java", "openai"),
  OPENAI_PYTHON("openai-python", "openai (Python) 3.22.1", Protocol.CHAT, "python", "openai"),
  ANTHROPIC_JS_0(
      "anthropic-js-0", "@anthropic-ai/sdk 0.137.0", Protocol.MESSAGES, "js", "anthropic-0"),
  ANTHROPIC_JS_1(
      "anthropic-js-1", "@anthropic-ai/sdk 1.11.0", Protocol.MESSAGES, "js", "anthropic-1"),
  ANTHROPIC_JAVA("anthropic-java", "anthropic-java 3.11.0", Protocol.MESSAGES, "java", "anthropic"),
  ANTHROPIC_PYTHON(
      "anthropic-python", "anthropic (Python) 1.13.0", Protocol.MESSAGES, "python", "anthropic"),
  AWS_JS("aws-js", "@aws-sdk/client-bedrock-runtime 3.1162.0", Protocol.CONVERSE, "js", "bedrock"),
  AWS_JAVA(
      "aws-java", "AWS SDK for Java 2.57.8, asynchronous", Protocol.CONVERSE, "java", "bedrock"),
  BOTO3("boto3", "boto3 1.43.107", Protocol.CONVERSE, "python", "boto3");

  final String label;
  final String title;
  final Protocol protocol;
  final String language;
  final String driver;

  Client(String label, String title, Protocol protocol, String language, String driver) {
    this.label = label;
    this.title = title;
    this.protocol = protocol;
    this.language = language;
    this.driver = driver;
  }
}
