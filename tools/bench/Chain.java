package nebula.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nebula.event.Event;
import nebula.model.Phase;
import nebula.model.State;

/// Services that start each after the one it waits for: no run can be quicker than their starts
/// together.
record Chain(List<Start> starts) {
  Chain {
    starts = List.copyOf(starts);
  }

  /// @param applied when its objects were on their way to the cluster
  /// @param healthy when it first answered so after that
  record Start(String service, Instant applied, Instant healthy) {
    Duration length() {
      return Duration.between(applied, healthy);
    }
  }

  Duration length() {
    return starts.stream().map(Start::length).reduce(Duration.ZERO, Duration::plus);
  }

  /// Such as `postgres 2.41 s → temporal 3.02 s`.
  @Override
  public String toString() {
    return starts.stream()
        .map(start -> start.service() + " " + Unit.SECONDS.text(Seconds.of(start.length())))
        .collect(Collectors.joining(" → "));
  }

  /// The chain that ends with a service; of several ways to it the longest.
  ///
  /// @param events of one run; services that were healthy without an apply are no part of a chain
  static Chain to(String service, List<Event> events) {
    Map<String, List<String>> needs = new LinkedHashMap<>();
    for (Event event : events) {
      if (event instanceof Event.RunStarted run) {
        run.services().forEach(each -> needs.put(each.name(), each.dependsOn()));
      }
    }
    return endingWith(service, needs, starts(events));
  }

  private static Chain endingWith(
      String service, Map<String, List<String>> needs, Map<String, Start> starts) {
    Chain before = new Chain(List.of());
    for (String needed : needs.getOrDefault(service, List.of())) {
      before = longer(before, endingWith(needed, needs, starts));
    }
    if (!starts.containsKey(service)) {
      return before;
    }
    List<Start> whole = new ArrayList<>(before.starts());
    whole.add(starts.get(service));
    return new Chain(whole);
  }

  private static Chain longer(Chain one, Chain other) {
    return other.length().compareTo(one.length()) > 0 ? other : one;
  }

  private static Map<String, Start> starts(List<Event> events) {
    Map<String, Instant> applied = new LinkedHashMap<>();
    Map<String, Phase> phases = new LinkedHashMap<>();
    Map<String, Start> starts = new LinkedHashMap<>();
    for (Event event : events) {
      if (event instanceof Event.StatusChanged changed) {
        String service = changed.service();
        Phase phase = changed.status().phase();
        Phase before = phases.getOrDefault(service, Phase.GATE);
        if (phase == Phase.SCHEDULE && before.compareTo(Phase.SCHEDULE) < 0) {
          applied.put(service, changed.at());
        }
        if (changed.status().state() == State.HEALTHY && applied.containsKey(service)) {
          starts.putIfAbsent(service, new Start(service, applied.get(service), changed.at()));
        }
        phases.put(service, phase);
      }
    }
    return starts;
  }
}
