package nebula.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nebula.kube.KubeOnPaper;
import nebula.kube.LogStart;
import nebula.model.Observation;

/// A cluster that can only be looked at, and holds what the test wrote.
final class ClusterOnPaper extends KubeOnPaper {
  final Map<String, Observation> observations = new LinkedHashMap<>();
  final Map<String, List<LogRecord>> logs = new HashMap<>();
  final Map<String, Consumer<LogRecord>> followers = new HashMap<>();
  final Map<List<String>, ExecOutcome> commands = new HashMap<>();
  final List<String> asked = new ArrayList<>();
  private ObservationListener listener;

  void write(String pod, boolean previous, LogRecord... records) {
    logs.put(pod + (previous ? " before" : ""), List.of(records));
  }

  /// Shows another picture to whoever watches.
  void show(String service, Observation observation) {
    observations.put(service, observation);
    listener.observed(service, observation);
  }

  @Override
  public Subscription watch(ObservationListener observer) {
    listener = observer;
    observations.forEach(observer::observed);
    observer.synced(Map.copyOf(observations));
    return () -> {};
  }

  @Override
  public List<LogRecord> pastLogs(
      String pod, String container, boolean previous, Optional<Instant> since, int most) {
    return logs.getOrDefault(pod + (previous ? " before" : ""), List.of());
  }

  @Override
  public Subscription followLogs(
      String pod, String container, Supplier<LogStart> start, Consumer<LogRecord> eachLine) {
    LogStart from = start.get();
    asked.add(
        "%s since %s but %d"
            .formatted(pod, from.since().map(Instant::toString).orElse("ever"), from.known()));
    followers.put(pod, eachLine);
    return () -> asked.add(pod + " closed");
  }

  @Override
  public List<String> lastLogs(String pod, String container, boolean previous, int lines) {
    return List.of("last words of " + pod + (previous ? " before" : ""));
  }

  @Override
  public ExecOutcome exec(
      String pod, Optional<String> container, List<String> command, Duration limit) {
    asked.add(pod + " runs " + command);
    return commands.get(command);
  }
}
