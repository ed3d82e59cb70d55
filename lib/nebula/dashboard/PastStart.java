package nebula.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import nebula.event.Event;
import nebula.event.Timing;

/// How long an earlier run took until all were healthy, and what for.
///
/// @param millis until all were healthy at once
/// @param work how long each piece of work beside the services took, in milliseconds
record PastStart(
    Instant start,
    long millis,
    SequencedMap<String, Bar> services,
    SequencedMap<String, Long> work) {

  /// @param millis from the start of the run until it was healthy
  /// @param parts milliseconds by the word for the part
  record Bar(long millis, SequencedMap<String, Long> parts) {
    /// No parts when an older version wrote them, which cut a start into other phases: its whole
    /// can be compared, its parts cannot.
    static Bar read(long millis, SequencedMap<String, Long> parts) {
      Set<String> known =
          Arrays.stream(Timing.Part.values()).map(Timing.Part::word).collect(Collectors.toSet());
      return new Bar(millis, known.containsAll(parts.keySet()) ? parts : new LinkedHashMap<>());
    }
  }

  /// Empty when not everything became healthy.
  static Optional<PastStart> of(List<Event> events) {
    return of(Timing.of(events));
  }

  static Optional<PastStart> of(Timing timing) {
    if (timing.together().isEmpty()) {
      return Optional.empty();
    }
    SequencedMap<String, Bar> services = new LinkedHashMap<>();
    timing.services().forEach((name, bar) -> services.put(name, bar(timing.start(), bar)));
    SequencedMap<String, Long> work = new LinkedHashMap<>();
    timing
        .work()
        .forEach((name, bar) ->
            work.put(name, bar.segments().stream().mapToLong(PastStart::millis).sum()));
    long millis = Duration.between(timing.start(), timing.together().get()).toMillis();
    return Optional.of(new PastStart(timing.start(), millis, services, work));
  }

  /// Whether the two can be compared.
  boolean sameServices(Set<String> names) {
    return services.keySet().equals(names);
  }

  /// Whether it is known what the time went for.
  boolean isTold() {
    return services.values().stream().anyMatch(bar -> !bar.parts().isEmpty());
  }

  private static Bar bar(Instant start, Timing.Bar bar) {
    SequencedMap<String, Long> parts = new LinkedHashMap<>();
    bar.parts().forEach((part, length) -> parts.put(part.word(), length.toMillis()));
    long millis = bar.ended().map(end -> Duration.between(start, end).toMillis()).orElse(0L);
    return new Bar(millis, parts);
  }

  private static long millis(Timing.Segment segment) {
    return segment.length().toMillis();
  }
}
