package dev.sluice.proof.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.chat.Chunk;
import dev.sluice.chat.ChunkSink;
import dev.sluice.chat.Principal;
import dev.sluice.dialect.Fresh;
import dev.sluice.dialect.ProviderCall;
import dev.sluice.dialect.ProviderHead;
import dev.sluice.dialect.openai.OpenAiDialect;
import dev.sluice.gateway.dial.Call;
import dev.sluice.gateway.dial.CallListener;
import dev.sluice.gateway.dial.Credential;
import dev.sluice.gateway.dial.Dialer;
import dev.sluice.gateway.dial.Provider;
import dev.sluice.gateway.generate.Answer;
import dev.sluice.gateway.generate.GenerationSpec;
import dev.sluice.gateway.generate.Generations;
import dev.sluice.gateway.generate.Meters;
import dev.sluice.gateway.generate.OnDisconnect;
import dev.sluice.gateway.generate.Upstream;
import dev.sluice.journal.Cursor;
import dev.sluice.journal.Opening;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One answer whose provider is the test itself, on one loop, in virtual time. */
final class OneAnswer implements Dialer, Call {

  static final byte[] BODY = "{\"model\":\"m\",\"messages\":[]}".getBytes(UTF_8);

  final VirtualTime time = new VirtualTime(new Random(1));
  final VirtualLoop loop = time.loop();
  final Generations generations;
  final List<Chunk> read = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  OnDisconnect onDisconnect = OnDisconnect.CANCEL;
  ChunkSink observer = chunk -> {};
  Runnable onDial = () -> {};
  Runnable onPause = () -> {};
  Runnable onResume = () -> {};
  Runnable onCancel = () -> {};
  Runnable onWake = () -> {};
  Runnable onCommit = () -> {};
  boolean takes = true;
  private boolean reading;
  private @Nullable CallListener listener;
  private @Nullable Answer answer;
  private @Nullable Cursor cursor;

  OneAnswer() {
    this(new SilentMeters());
  }

  OneAnswer(Meters meters) {
    generations =
        new Generations(this, World.settings(new Fresh(new Random(2), time::millis)), meters, time);
  }

  /** Asks, with one reader that takes what there is. */
  OneAnswer ask() {
    return onLoop(() -> {
      var provider =
          new Provider(
              "p",
              URI.create("http://127.0.0.1:1"),
              new Credential.Bearer(new Credential.Secret("sk-test")));
      var upstream = new Upstream(provider, new OpenAiDialect(), Set.of(), Optional.empty());
      var call = new ProviderCall("/chat/completions", Map.of(), BODY, true);
      var spec = new GenerationSpec(upstream, call, observer, onDisconnect);
      answer = generations.ask(spec, new Principal("web-app", Optional.of("ada")), loop);
      cursor = open(onCommit);
    });
  }

  Cursor open(Runnable committed) {
    return switch (answer().read(answer().published(), this::woken, committed)) {
      case Opening.Opened(Cursor opened) -> opened;
      case Opening.Dropped _, Opening.Ahead _ -> throw new AssertionError("not kept");
    };
  }

  private void woken() {
    onWake.run();
    if (reading) {
      return;
    }
    reading = true;
    while (takes && cursor != null && cursor.ready()) {
      read.add(cursor.take());
    }
    reading = false;
  }

  void takeAll() {
    takes = true;
    onLoop(this::woken);
  }

  void leave() {
    onLoop(() -> answer().leave(cursor()));
  }

  OneAnswer onLoop(Runnable work) {
    loop.execute(work);
    time.pass(0);
    return this;
  }

  /** Lets the provider do something. */
  OneAnswer provider(Consumer<CallListener> act) {
    return onLoop(() -> act.accept(listener()));
  }

  /** Up to a good head. */
  OneAnswer answering() {
    provider(CallListener::proving).provider(CallListener::sent).provider(CallListener::written);
    return provider(
        heard -> heard.head(new ProviderHead(200, Map.of("content-type", "text/event-stream"))));
  }

  OneAnswer says(String text) {
    var event =
        "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
            + text
            + "\"}}]}\n\n";
    return sends(event);
  }

  OneAnswer finishes() {
    return sends(
        "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},"
            + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
  }

  private OneAnswer sends(String events) {
    var bytes = events.getBytes(UTF_8);
    return provider(heard -> heard.bytes(bytes, 0, bytes.length));
  }

  Answer answer() {
    if (answer == null) {
      throw new IllegalStateException("not asked");
    }
    return answer;
  }

  private Cursor cursor() {
    if (cursor == null) {
      throw new IllegalStateException("not read");
    }
    return cursor;
  }

  private CallListener listener() {
    if (listener == null) {
      throw new IllegalStateException("not dialled");
    }
    return listener;
  }

  @Override
  public Call dial(EventLoop on, Provider provider, ProviderCall call, CallListener heard) {
    onDial.run();
    listener = heard;
    calls.add("dial");
    return this;
  }

  @Override
  public void pause() {
    calls.add("pause");
    onPause.run();
  }

  @Override
  public void resume() {
    calls.add("resume");
    onResume.run();
  }

  @Override
  public void cancel() {
    calls.add("cancel");
    onCancel.run();
  }

  @Override
  public void done() {
    calls.add("done");
  }
}
