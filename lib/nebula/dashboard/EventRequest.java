package nebula.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// `GET /api/events`: server-sent events, from where the reader left off.
final class EventRequest {
  private static final long QUIET_MILLIS = 15_000;

  private final LiveRun live;
  private final Function<RunView, String> snapshot;

  EventRequest(LiveRun live, Function<RunView, String> snapshot) {
    this.live = live;
    this.snapshot = snapshot;
  }

  /// Returns when the reader has gone or the run has ended.
  void stream(Call call) throws Refused, IOException, InterruptedException {
    EventStream reader =
        new EventStream(
            call.parameter("logs").map(names -> Set.of(names.split(",", 200))).orElse(Set.of()));
    String after = call.header("Last-Event-ID").or(() -> call.parameter("after")).orElse("");
    if (!live.join(reader, after)) {
      throw new Refused(503, "there are too many readers", Optional.of("close other pages"));
    }
    try (OutputStream out = call.stream("text/event-stream")) {
      out.write(bytes("retry: 1000\n\n"));
      out.flush();
      send(reader, out);
    } finally {
      live.leave(reader);
    }
  }

  private void send(EventStream reader, OutputStream out) throws IOException, InterruptedException {
    long sent = 0;
    boolean open = true;
    while (open) {
      Optional<EventStream.Batch> batch = reader.take(QUIET_MILLIS);
      if (batch.isEmpty()) {
        out.write(bytes(":\n\n"));
      } else {
        sent = write(batch.get(), sent, out);
        open = !batch.get().closed();
      }
      out.flush();
    }
  }

  /// @param sent number of the last event that this reader has
  private long write(EventStream.Batch batch, long sent, OutputStream out) throws IOException {
    long last = sent;
    if (batch.dropped() > 0) {
      out.write(
          bytes("data: {\"event\":\"log-lines-dropped\",\"count\":" + batch.dropped() + "}\n\n"));
    }
    if (batch.behind()) {
      RunView now = live.view();
      last = now.number();
      out.write(Message.snapshot(now.run(), last, snapshot.apply(now)).bytes());
    }
    for (Message message : batch.messages()) {
      // What came while the snapshot was made is in it.
      if (message.isLog() || message.number() > last) {
        out.write(message.bytes());
        last = message.isLog() ? last : message.number();
      }
    }
    return last;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
