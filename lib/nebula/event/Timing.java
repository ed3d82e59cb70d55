package nebula.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import nebula.model.Service;
import nebula.model.Status;

/// When each service, and each piece of work beside them, was in what phase of a start; read from
/// the events of a run.
///
/// @param work beside the services, of that which took time
/// @param together when all services were healthy at the same time first
public record Timing(
    Instant start,
    SequencedMap<String, Bar> services,
    SequencedMap<String, Bar> work,
    Optional<Instant> together) {

  /// What is shorter took no time, and has no segment.
  private static final Duration SHORTEST = Duration.ofMillis(5);

  /// @param needs services that it waits for
  /// @param ended when it became healthy for the first time, or was done
  public record Bar(
      String name, List<String> needs, List<Segment> segments, Optional<Instant> ended) {
    /// How long it was in which part.
    public SequencedMap<Part, Duration> parts() {
      SequencedMap<Part, Duration> parts = new TreeMap<>();
      segments.forEach(each -> parts.merge(each.part(), each.length(), Duration::plus));
      return parts;
    }
  }

  /// What a bar was doing, in the order of a start.
  public enum Part {
    /// Before its first step.
    NOTHING,
    FETCH,
    BUILD,
    PUSH,
    GATE,
    SCHEDULE,
    PULL,
    START,
    PROBE,
    FAILING,
    /// Work that is not a service's own.
    WORK;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public record Segment(Part part, Instant from, Instant to) {
    public Duration length() {
      return Duration.between(from, to);
    }

    /// How much of it lies between the two.
    public Duration within(Instant lower, Instant upper) {
      Instant first = from.isAfter(lower) ? from : lower;
      Instant last = to.isBefore(upper) ? to : upper;
      return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
    }
  }

  public static Timing of(List<Event> events) {
    return new Reader(events).read();
  }

  /// When the last one ended.
  public Instant end() {
    Instant end = start;
    for (Bar bar : allBars()) {
      for (Segment segment : bar.segments()) {
        end = segment.to().isAfter(end) ? segment.to() : end;
      }
    }
    return end;
  }

  public List<Bar> allBars() {
    List<Bar> bars = new ArrayList<>(work.values());
    bars.addAll(services.values());
    return bars;
  }

  private static final class Reader {
    private final List<Event> events;
    private final SequencedMap<String, Open> services = new LinkedHashMap<>();
    private final SequencedMap<String, Open> work = new LinkedHashMap<>();
    private Instant start = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private Optional<Instant> together = Optional.empty();

    Reader(List<Event> events) {
      this.events = events;
    }

    Timing read() {
      if (!events.isEmpty()) {
        start = events.getFirst().at();
      }
      events.forEach(this::take);
      SequencedMap<String, Bar> others = closed(work);
      others.values().removeIf(bar -> bar.segments().isEmpty());
      return new Timing(start, closed(services), others, together);
    }

    private void take(Event event) {
      last = event.at();
      switch (event) {
        case Event.RunStarted run -> run.services().forEach(this::begin);
        case Event.ServicesChanged changed ->
            changed.services().stream()
                .filter(service -> !services.containsKey(service.name()))
                .forEach(this::begin);
        case Event.StatusChanged changed -> {
          Open open = services.get(changed.service());
          if (open != null) {
            open.next(partOf(changed.status()), changed.at(), changed.status().healthy());
          }
        }
        // What is done with an image is in the bars of the services that need it.
        case Event.Progress step when step.phase().isPresent() -> {}
        case Event.Progress step ->
            work.computeIfAbsent(step.subject(), subject -> new Open(subject, List.of()))
                .next(Part.WORK, step.at(), step.done());
        case Event.AllHealthy all -> together = together.or(() -> Optional.of(all.at()));
        default -> {}
      }
    }

    private void begin(Service service) {
      services.put(service.name(), new Open(service.name(), service.dependsOn()));
    }

    private SequencedMap<String, Bar> closed(SequencedMap<String, Open> open) {
      SequencedMap<String, Bar> bars = new LinkedHashMap<>();
      open.forEach((name, bar) -> bars.put(name, bar.close(last)));
      return bars;
    }

    private static Part partOf(Status status) {
      return switch (status.state()) {
        case FAILING -> Part.FAILING;
        case STOPPED, SKIPPED, HEALTHY -> Part.NOTHING;
        case STARTING ->
            switch (status.phase()) {
              case FETCH -> Part.FETCH;
              case BUILD -> Part.BUILD;
              case PUSH -> Part.PUSH;
              case GATE -> Part.GATE;
              case SCHEDULE -> Part.SCHEDULE;
              case PULL -> Part.PULL;
              case START -> Part.START;
              case PROBE, DONE -> Part.PROBE;
            };
      };
    }
  }

  /// A bar that is being read; what comes after its end is of no interest.
  private static final class Open {
    private final String name;
    private final List<String> needs;
    private final List<Segment> segments = new ArrayList<>();
    private Optional<Instant> ended = Optional.empty();
    private Part part = Part.NOTHING;
    private Instant since = Instant.EPOCH;

    Open(String name, List<String> needs) {
      this.name = name;
      this.needs = needs;
    }

    void next(Part nextPart, Instant at, boolean end) {
      if (ended.isPresent()) {
        return;
      }
      if (nextPart != part || end) {
        closeSegment(at);
        part = nextPart;
        since = at;
      }
      if (end) {
        ended = Optional.of(at);
      }
    }

    private void closeSegment(Instant at) {
      boolean tookTime = Duration.between(since, at).compareTo(SHORTEST) >= 0;
      if (part != Part.NOTHING && tookTime) {
        segments.add(new Segment(part, since, at));
      }
    }

    Bar close(Instant last) {
      if (ended.isEmpty()) {
        closeSegment(last);
      }
      return new Bar(name, needs, List.copyOf(segments), ended);
    }
  }
}
