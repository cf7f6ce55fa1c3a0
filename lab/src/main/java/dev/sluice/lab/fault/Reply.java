package dev.sluice.lab.fault;

import dev.sluice.lab.answer.Event;
import dev.sluice.lab.answer.Header;
import java.util.Iterator;
import java.util.List;

/** An answer in its protocol, before a fault changes how it is sent. */
public sealed interface Reply {
  /** Status 200 and events as they are made. */
  record Streamed(List<Header> headers, Iterator<Event> events) implements Reply {
    public Streamed {
      headers = List.copyOf(headers);
    }
  }

  /** One body. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
  record Whole(int status, List<Header> headers, byte[] body) implements Reply {
    public Whole {
      headers = List.copyOf(headers);
    }
  }
}
