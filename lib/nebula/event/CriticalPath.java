package nebula.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The services that the length of the start-up hangs on, in order: the last to become healthy, and
/// before each the one that it waited for longest. Making any other faster gains nothing.
public record CriticalPath(List<Leg> legs) {
  private static final Set<Timing.Part> OF_IMAGE =
      Set.of(Timing.Part.FETCH, Timing.Part.BUILD, Timing.Part.PUSH);

  /// @param from when the one before was healthy, or the run began
  /// @param parts how long it was in which phase; NOTHING where it was in none
  public record Leg(
      String service, Instant from, Instant to, SequencedMap<Timing.Part, Duration> parts) {
    public Duration length() {
      return Duration.between(from, to);
    }
  }

  public static CriticalPath of(Timing timing) {
    List<Leg> legs = new ArrayList<>();
    Optional<Timing.Bar> next = latest(timing.services().values());
    while (next.isPresent() && legs.size() < timing.services().size()) {
      Timing.Bar bar = next.get();
      Optional<Timing.Bar> before = waitedFor(bar, timing.services());
      Instant from = before.flatMap(Timing.Bar::ended).orElse(timing.start());
      legs.addFirst(leg(bar, from));
      next = before;
    }
    return new CriticalPath(List.copyOf(legs));
  }

  public Set<String> services() {
    return legs.stream().map(Leg::service).collect(Collectors.toSet());
  }

  private static Optional<Timing.Bar> waitedFor(Timing.Bar bar, Map<String, Timing.Bar> services) {
    boolean waited = bar.segments().stream().anyMatch(each -> each.part() == Timing.Part.GATE);
    if (!waited) {
      return Optional.empty();
    }
    List<Timing.Bar> needed =
        bar.needs().stream().map(services::get).filter(each -> each != null).toList();
    return latest(needed)
        .filter(before -> before.ended().map(end -> end.isAfter(imageThere(bar))).orElse(false));
  }

  /// A service whose image was there only after its gate was open waited for nobody else.
  private static Instant imageThere(Timing.Bar bar) {
    return bar.segments().stream()
        .filter(each -> OF_IMAGE.contains(each.part()))
        .map(Timing.Segment::to)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private static Optional<Timing.Bar> latest(Iterable<Timing.Bar> bars) {
    Optional<Timing.Bar> latest = Optional.empty();
    for (Timing.Bar bar : bars) {
      boolean later =
          bar.ended().isPresent()
              && latest.flatMap(Timing.Bar::ended).map(bar.ended().get()::isAfter).orElse(true);
      latest = later ? Optional.of(bar) : latest;
    }
    return latest;
  }

  private static Leg leg(Timing.Bar bar, Instant from) {
    Instant to = bar.ended().orElse(from);
    SequencedMap<Timing.Part, Duration> parts = new TreeMap<>();
    Duration known = Duration.ZERO;
    for (Timing.Segment segment : bar.segments()) {
      Duration part = segment.within(from, to);
      known = known.plus(part);
      parts.merge(segment.part(), part, Duration::plus);
    }
    Duration unknown = Duration.between(from, to).minus(known);
    if (unknown.toMillis() >= 50) {
      parts.put(Timing.Part.NOTHING, unknown);
    }
    return new Leg(bar.name(), from, to, parts);
  }
}
