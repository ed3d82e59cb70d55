package nebula.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nebula.model.Code;
import nebula.model.Graph;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// A run at one moment, folded from its events.
///
/// @param lines by service, in the order of start
/// @param progress the latest text of each subject that is not done
public record Snapshot(
    String context, boolean rehearsal, List<Line> lines, SequencedMap<String, String> progress) {

  /// One service on the board.
  ///
  /// @param since when it came into its present state
  /// @param waiting services that cannot start before this one is healthy
  /// @param code empty when nothing of it is built or synced here
  public record Line(
      Service service, Status status, Instant since, List<String> waiting, Optional<Code> code) {}

  public static Snapshot empty() {
    return new Snapshot("", false, List.of(), new LinkedHashMap<>());
  }

  public Optional<Line> line(String service) {
    return lines.stream().filter(line -> line.service().name().equals(service)).findFirst();
  }

  public boolean allHealthy() {
    return !lines.isEmpty()
        && lines.stream()
            .map(line -> line.status().state())
            .allMatch(state -> state == State.HEALTHY || state == State.SKIPPED);
  }

  /// This snapshot after the event.
  public Snapshot after(Event event) {
    return switch (event) {
      case Event.RunStarted started ->
          new Snapshot(started.context(), started.rehearsal(), List.of(), new LinkedHashMap<>())
              .withServices(started.services(), started.at());
      case Event.ServicesChanged changed -> withServices(changed.services(), changed.at());
      case Event.StatusChanged changed -> withStatus(changed);
      case Event.CodeChanged changed -> withCode(changed);
      case Event.Progress step -> withProgress(step);
      case Event.LogLine _,
          Event.Notice _,
          Event.PageServed _,
          Event.AllHealthy _,
          Event.RunEnded _ ->
          this;
    };
  }

  private Snapshot withStatus(Event.StatusChanged changed) {
    List<Line> changedLines =
        lines.stream()
            .map(line -> isOf(line, changed) ? changedLine(line, changed) : line)
            .toList();
    return new Snapshot(context, rehearsal, changedLines, progress);
  }

  private static boolean isOf(Line line, Event.StatusChanged changed) {
    return line.service().name().equals(changed.service());
  }

  private static Line changedLine(Line line, Event.StatusChanged changed) {
    boolean sameState = line.status().state() == changed.status().state();
    Instant since = sameState ? line.since() : changed.at();
    return new Line(line.service(), changed.status(), since, line.waiting(), line.code());
  }

  private Snapshot withProgress(Event.Progress step) {
    SequencedMap<String, String> open = new LinkedHashMap<>(progress);
    if (step.done()) {
      open.remove(step.subject());
    } else {
      open.put(step.subject(), step.text());
    }
    return new Snapshot(context, rehearsal, lines, open);
  }

  /// Lines of services that were there before keep what is known of them.
  private Snapshot withServices(List<Service> services, Instant at) {
    Graph graph = new Graph(services);
    Map<String, Service> byName = new LinkedHashMap<>();
    services.forEach(service -> byName.put(service.name(), service));
    List<Line> changedLines = new ArrayList<>();
    for (String name : graph.order()) {
      List<String> waiting = graph.dependentsOf(name);
      Line before = line(name).orElse(unknown(byName.get(name), at));
      changedLines.add(
          new Line(byName.get(name), before.status(), before.since(), waiting, before.code()));
    }
    return new Snapshot(context, rehearsal, changedLines, progress);
  }

  /// Until the run tells of it, which takes as long as its cluster takes to be there.
  private static Line unknown(Service service, Instant at) {
    return new Line(service, Status.awaitingCluster(), at, List.of(), Optional.empty());
  }

  private Snapshot withCode(Event.CodeChanged changed) {
    List<Line> changedLines = new ArrayList<>();
    for (Line line : lines) {
      changedLines.add(
          line.service().name().equals(changed.service())
              ? new Line(
                  line.service(),
                  line.status(),
                  line.since(),
                  line.waiting(),
                  Optional.of(changed.code()))
              : line);
    }
    return new Snapshot(context, rehearsal, changedLines, progress);
  }
}
