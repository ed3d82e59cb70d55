package nebula.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.kube.Kube;
import nebula.model.Observation;

/// Follows the logs of every container of the run, each life of it once.
final class LogCollector implements AutoCloseable {
  private final Kube kube;
  private final EventBus bus;
  private final Instant since;
  private final Map<Life, Kube.Subscription> followed = new HashMap<>();
  private boolean closed;

  /// One life of a container: a restart begins a new one.
  private record Life(String pod, String container, int restarts) {}

  /// @param since lines written before are not shown: an earlier run has shown them
  LogCollector(Kube kube, EventBus bus, Instant since) {
    this.kube = kube;
    this.bus = bus;
    this.since = since;
  }

  synchronized void observed(String service, Observation observation) {
    if (closed) {
      return;
    }
    for (Observation.Pod pod : observation.pods()) {
      for (Observation.Container container : pod.containers()) {
        if (!(container.state() instanceof Observation.Waiting)) {
          follow(service, pod, container);
        }
      }
    }
  }

  private void follow(String service, Observation.Pod pod, Observation.Container container) {
    Life life = new Life(pod.name(), container.name(), container.restarts());
    followed.computeIfAbsent(
        life,
        _ ->
            kube.followLogs(
                pod.name(),
                container.name(),
                Optional.of(since),
                line ->
                    publish(
                        new Event.LogLine(
                            line.at(), service, pod.name(), container.name(), line.text()))));
  }

  /// On the thread that reads this log alone: while it waits, the rest of the log stays where it
  /// is.
  private void publish(Event.LogLine line) {
    try {
      bus.publishWhenRoom(line);
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
