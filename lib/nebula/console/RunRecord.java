package nebula.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nebula.event.Event;
import nebula.event.Snapshot;

/// What a run came to, for those who speak at its end: {@link Summary}, {@link FailureText} and
/// {@link StartupChart}. Keeps no log line.
public final class RunRecord implements Consumer<Event> {
  private static final int EVENT_LIMIT = 20_000;

  private final List<Event> events = new ArrayList<>();
  private Snapshot snapshot = Snapshot.empty();
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> healthy = Optional.empty();

  @Override
  public synchronized void accept(Event event) {
    snapshot = snapshot.after(event);
    switch (event) {
      case Event.RunStarted run -> started = Optional.of(run.at());
      case Event.AllHealthy all -> healthy = Optional.of(healthy.orElse(all.at()));
      default -> {}
    }
    if (!(event instanceof Event.LogLine) && events.size() < EVENT_LIMIT) {
      events.add(event);
    }
  }

  public synchronized Snapshot snapshot() {
    return snapshot;
  }

  /// In order, without log lines; the first 20,000 of a run.
  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /// From the start of the run to the first time that all was healthy.
  public synchronized Optional<Duration> timeToHealthy() {
    return started.flatMap(from -> healthy.map(to -> Duration.between(from, to)));
  }
}
