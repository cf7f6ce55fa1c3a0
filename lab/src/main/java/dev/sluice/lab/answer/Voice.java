package dev.sluice.lab.answer;

import dev.sluice.lab.ask.Ask;
import dev.sluice.lab.ask.Protocol;
import dev.sluice.lab.json.Json;
import dev.sluice.lab.script.Answer;
import dev.sluice.lab.script.Ids;
import java.util.Iterator;
import java.util.List;

/** How a provider speaks: its bodies, headers and errors, written by hand. */
public interface Voice {
  /** The voice of that protocol. */
  static Voice of(Protocol protocol) {
    return switch (protocol) {
      case CHAT -> new ChatVoice();
      case MESSAGES -> new MessagesVoice();
      case CONVERSE -> new ConverseVoice();
    };
  }

  /** The answer as a stream of events, each made when it is asked for. */
  Iterator<Event> stream(Ask ask, Answer answer, Ids ids);

  /** The answer as one body. */
  Json whole(Ask ask, Answer answer, Ids ids);

  /** The content type of a stream. */
  String streamType();

  /** The headers that the provider gives every answer. */
  List<Header> headers(Ids ids);

  /** Something that shows life and no content; variants may differ. */
  Event ping(int variant);

  /** The error of that variant in mid-stream. */
  Event failure(int variant, String message, Ids ids);

  /** An error answer; the variant picks the code where a status has several. */
  HttpError error(int status, int variant, String message, Ids ids);
}
