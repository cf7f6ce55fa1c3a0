package dev.sluice.chat;

/**
 * Says in a client's own words where the parts of its request stand, for {@code sluice-dropped}.
 */
public interface RequestPlaces {

  /** The places of nobody's protocol. */
  RequestPlaces NEUTRAL =
      new RequestPlaces() {
        @Override
        public String part(int message, int index, Part part) {
          return "messages[" + message + "]";
        }

        @Override
        public String toolName(int tool) {
          return "tools[" + tool + "].name";
        }

        @Override
        public String toolSchema(int tool) {
          return "tools[" + tool + "].schema";
        }
      };

  /**
   * Where a part stands.
   *
   * @param message its message's index among {@link ChatRequest#messages}
   * @param index its index in that message
   */
  String part(int message, int index, Part part);

  /** Where the name of a tool stands. */
  String toolName(int tool);

  /** Where the schema of a tool stands. */
  String toolSchema(int tool);
}
