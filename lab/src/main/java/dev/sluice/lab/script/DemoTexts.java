package dev.sluice.lab.script;

import java.util.Locale;

/** What the demonstration says. */
final class DemoTexts {
  /** What a question is about. */
  enum Topic {
    GREETING,
    STREAMING,
    CODE,
    POEM,
    LIST,
    OTHER
  }

  static final String NOTE =
      "\n\n*A note on the side: this is the demonstration that comes with Sluice. Its answers are"
          + " scripted. Give Sluice a provider's key, and a real model speaks here.*";

  static final String AFTER_TOOL =
      "\n\nSo that is the whole loop: the model asked for a tool, your program ran it, and the"
          + " result came back into the conversation.";

  private static final String GREETING =
      "Hello! 👋 Nice to meet you. These words reach you one by one, as they are made, through the"
          + " same path that a real model's words take.\n\nTry one of these:\n\n"
          + "- “How does streaming work?”\n- “Write a small Java program”\n"
          + "- “Write me a poem about a river”\n- “Why is the sky blue? Think first.”";

  private static final String STREAMING =
      """
      A language model writes one token after the other. **Streaming** means that you see each \
      of them when it is made, instead of waiting for the last one.

      1. Your program sends a request and keeps the connection open.
      2. The provider sends small events: some text, the start of a tool call, the usage.
      3. At the end comes a marker. Without it the answer was cut, however complete it looks.

      Every provider packs these events differently: OpenAI and Anthropic as server-sent events, \
      Bedrock as binary frames with checksums. Sluice reads each of them into one kind of chunk \
      and writes it out again as your SDK expects it.\
      """;

  private static final String CODE =
      """
      Here is a small program that reads server-sent events from a stream of lines:

      ```java
      import java.io.BufferedReader;
      import java.io.InputStreamReader;

      void main() throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        var data = new StringBuilder();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
          if (line.isEmpty()) {            // a blank line ends the event
            IO.println("event: " + data);
            data.setLength(0);
          } else if (line.startsWith("data:")) {
            data.append(line.substring(5).strip());
          }
        }
      }
      ```

      Run it with `java Events.java < stream.txt`. It leaves out comments and event names; both \
      are a line more each.\
      """;

  private static final String POEM =
      """
      **The Sluice**

      The river comes in many tongues,
      in drops and frames and lines;
      it does not wait to be a sea
      before the water shines.

      A gate stands quiet in the stream
      and lets the current through,
      counts every drop, forgets no end,
      and sends it on to you.\
      """;

  private static final String LIST =
      """
      Five things worth checking in any streaming client:

      1. **The end.** Is there a marker, and does its absence count as an error?
      2. **The pause.** How long may a stream be silent before you give up?
      3. **The stop.** Does the provider stop when your user closes the page?
      4. **The slow reader.** Where does the text wait, and how much of it?
      5. **The bill.** Is the usage of an answer that was cut still counted?\
      """;

  private DemoTexts() {}

  static Topic topic(String question) {
    var asked = " " + question.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ").strip() + " ";
    if (any(asked, " poem", " haiku", " verse", " rhyme", " song", " gedicht")) {
      return Topic.POEM;
    }
    if (any(asked, " code", " program", " function", " script ", " java ", " python", " regex")) {
      return Topic.CODE;
    }
    if (any(asked, " stream", " sluice", " gateway", " sse ", " token", " how do you work")) {
      return Topic.STREAMING;
    }
    if (any(asked, " list", " ideas", " steps", " tips", " things", " checklist", " plan ")) {
      return Topic.LIST;
    }
    if (any(asked, " hi ", " hello", " hey ", " hallo ", " good morning", " good evening")) {
      return Topic.GREETING;
    }
    return Topic.OTHER;
  }

  static boolean ponders(String question) {
    var asked = " " + question.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ") + " ";
    return any(asked, " think", " why ", " reason", " step by step", " ponder");
  }

  private static boolean any(String asked, String... words) {
    for (var word : words) {
      if (asked.contains(word)) {
        return true;
      }
    }
    return false;
  }

  static String reasoning(Topic topic, boolean tool) {
    var about =
        switch (topic) {
          case GREETING -> "Somebody says hello. A short and friendly answer is best.";
          case STREAMING -> "This is about streaming: say what it is, then how it goes.";
          case CODE -> "They want code. A program that runs is better than a long text.";
          case POEM -> "A poem, then. Two stanzas, a river, something about the end.";
          case LIST -> "They want a list. Five points, each with the question behind it.";
          case OTHER -> "I have no prepared answer for this, so I should say so plainly.";
        };
    return about + (tool ? " A tool is offered that can help, so I will call it." : "");
  }

  static String answer(Topic topic, String question) {
    return switch (topic) {
      case GREETING -> GREETING;
      case STREAMING -> STREAMING;
      case CODE -> CODE;
      case POEM -> POEM;
      case LIST -> LIST;
      case OTHER ->
          "You asked: “"
              + question
              + "”\n\nA real model would have much to say about that; I know only a few things by"
              + " heart. I can explain how streaming works, write a small program, recite a poem,"
              + " or give you a checklist. Offer me a tool, and I will call it.";
    };
  }
}
