package nebula.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.kube.Kube;
import nebula.kube.LogStart;
import nebula.logs.KeptEnd;
import nebula.logs.LogFolder;
import nebula.logs.LogStore;
import nebula.model.Observation;
import nebula.model.Observation.Life;

/// Follows the logs of every container of the run, each life of it once. What was written before
/// the run began, and after the last of what is kept, is kept too and shown to nobody.
final class LogCollector implements AutoCloseable {
  private final Kube kube;
  private final EventBus bus;
  private final Instant began;
  private final Optional<LogStore> store;
  private final Map<Life, Kube.Subscription> followed = new HashMap<>();
  private boolean closed;

  /// @param store where logs are kept; without one only what is written from now on is read
  LogCollector(Kube kube, EventBus bus, Instant began, Optional<LogStore> store) {
    this.kube = kube;
    this.bus = bus;
    this.began = began;
    this.store = store;
  }

  synchronized void observed(String service, Observation observation) {
    if (closed) {
      return;
    }
    for (Observation.Pod pod : observation.pods()) {
      for (Observation.Container container : pod.containers()) {
        if (!waits(container) || container.lastEnd().isPresent()) {
          follow(service, pod, container);
        }
      }
    }
  }

  private static boolean waits(Observation.Container container) {
    return container.state() instanceof Observation.Waiting;
  }

  private void follow(String service, Observation.Pod pod, Observation.Container container) {
    Life life = Life.of(pod, container);
    if (followed.containsKey(life)) {
      return;
    }
    boolean begunInRun = followed.containsKey(life.before());
    // Of one that waits, the life that has ended is the present one.
    boolean previous = !begunInRun && life.number() > 0 && !waits(container);
    followed.put(
        life,
        kube.followLogs(
            pod.name(),
            container.name(),
            () -> begunInRun ? LogStart.withAll() : start(service, life, previous),
            line ->
                publish(
                    new Event.LogLine(
                        line.at(), service, pod.name(), container.name(), line.text()),
                    begunInRun)));
  }

  private LogStart start(String service, Life life, boolean previous) {
    LogStart anew = LogStart.since(Optional.of(began));
    try {
      if (store.isEmpty()) {
        return anew;
      }
      LogFolder kept = store.get().folder();
      KeptEnd end = kept.end(service, life.pod(), life.container(), life.born());
      return new LogStart(end.at(), end.lines(), previous, store.get().mostLines());
    } catch (IOException unreadable) {
      return anew;
    }
  }

  /// On the thread that reads this log alone: while it waits, the rest of the log stays where it
  /// is.
  private void publish(Event.LogLine line, boolean begunInRun) {
    try {
      if (store.isPresent() && !begunInRun && line.at().isBefore(began)) {
        store.get().awaitRoom();
        store.get().accept(line);
      } else {
        bus.publishWhenRoom(line);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    followed.values().forEach(Kube.Subscription::close);
    followed.clear();
  }
}
