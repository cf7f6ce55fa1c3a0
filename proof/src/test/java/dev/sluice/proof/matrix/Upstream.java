package dev.sluice.proof.matrix;

/** What stands behind the SDK: the lab itself, or the gateway before one of three providers. */
enum Upstream {
  DIRECT("direct"),
  OPENAI("openai"),
  ANTHROPIC("anthropic"),
  BEDROCK("bedrock");

  final String label;

  Upstream(String label) {
    this.label = label;
  }

  /** The protocol that the lab is spoken to in, when {@code client} asks. */
  Protocol protocol(Client client) {
    return switch (this) {
      case DIRECT -> client.protocol;
      case OPENAI -> Protocol.CHAT;
      case ANTHROPIC -> Protocol.MESSAGES;
      case BEDROCK -> Protocol.CONVERSE;
    };
  }
}
