package nebula.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import nebula.event.Event;
import nebula.kube.Kube;
import nebula.kube.LogStart;
import nebula.model.Observation;
import nebula.model.Observation.Life;
import nebula.model.Service;

/// Reads the logs of services' containers: what is past in the order of time, over all containers
/// and their previous lives; and then what comes.
final class LogReading {
  private final Kube kube;
  private final Set<String> services = new HashSet<>();
  private final Optional<Instant> since;
  private final int most;

  /// Where each container's log was read to, so that following begins just there.
  private final Map<Life, LogStart> read = new HashMap<>();

  /// @param most lines of each life of a container
  LogReading(Kube kube, List<Service> services, Optional<Instant> since, int most) {
    this.kube = kube;
    this.since = since;
    this.most = most;
    services.forEach(service -> this.services.add(service.name()));
  }

  List<Event.LogLine> past(Map<String, Observation> picture) throws InterruptedException {
    List<Event.LogLine> lines = new ArrayList<>();
    for (Map.Entry<String, Observation> seen : picture.entrySet()) {
      if (!services.contains(seen.getKey())) {
        continue;
      }
      for (Observation.Pod pod : seen.getValue().pods()) {
        for (Observation.Container container : pod.containers()) {
          lines.addAll(past(seen.getKey(), pod, container));
        }
      }
    }
    lines.sort(Comparator.comparing(Event.LogLine::at));
    return lines;
  }

  private List<Event.LogLine> past(
      String service, Observation.Pod pod, Observation.Container container)
      throws InterruptedException {
    List<Event.LogLine> lines = new ArrayList<>();
    if (container.restarts() > 0) {
      add(lines, service, pod, container, true);
    }
    if (begun(container)) {
      add(lines, service, pod, container, false);
      read.put(Life.of(pod, container), lines.isEmpty() ? LogStart.since(since) : after(lines));
    }
    return lines;
  }

  private void add(
      List<Event.LogLine> lines,
      String service,
      Observation.Pod pod,
      Observation.Container container,
      boolean previous)
      throws InterruptedException {
    for (Kube.LogRecord record :
        kube.pastLogs(pod.name(), container.name(), previous, since, most)) {
      lines.add(
          new Event.LogLine(record.at(), service, pod.name(), container.name(), record.text()));
    }
  }

  private static LogStart after(List<Event.LogLine> lines) {
    Instant last = lines.getLast().at();
    int known = (int) lines.stream().filter(line -> line.at().equals(last)).count();
    return new LogStart(Optional.of(last), known, false, Integer.MAX_VALUE);
  }

  /// Puts what comes into the queue, of these containers and of those that are yet to come, until
  /// closed.
  Kube.Subscription follow(BlockingQueue<Event.LogLine> lines) {
    Map<Life, Kube.Subscription> followed = new HashMap<>();
    Kube.Subscription watch =
        kube.watch(
            new Kube.ObservationListener() {
              @Override
              public void observed(String service, Observation observation) {
                if (services.contains(service)) {
                  followAll(service, observation, followed, lines);
                }
              }
            });
    return () -> {
      watch.close();
      synchronized (followed) {
        followed.values().forEach(Kube.Subscription::close);
      }
    };
  }

  private void followAll(
      String service,
      Observation observation,
      Map<Life, Kube.Subscription> followed,
      BlockingQueue<Event.LogLine> lines) {
    synchronized (followed) {
      for (Observation.Pod pod : observation.pods()) {
        for (Observation.Container container : pod.containers()) {
          if (begun(container)) {
            Life life = Life.of(pod, container);
            LogStart from = read.getOrDefault(life, LogStart.since(since));
            followed.computeIfAbsent(
                life,
                _ ->
                    kube.followLogs(
                        life.pod(),
                        life.container(),
                        () -> from,
                        record -> put(lines, service, life, record)));
          }
        }
      }
    }
  }

  /// Waits where the reader is slow: the cluster keeps the lines until they are asked for.
  private static void put(
      BlockingQueue<Event.LogLine> lines, String service, Life life, Kube.LogRecord record) {
    try {
      lines.put(
          new Event.LogLine(record.at(), service, life.pod(), life.container(), record.text()));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean begun(Observation.Container container) {
    return !(container.state() instanceof Observation.Waiting);
  }
}
