package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.Masks;
import nebula.kube.Kube;
import nebula.kube.KubeOnPaper;
import nebula.kube.LogStart;
import nebula.logs.LogFolder;
import nebula.logs.LogQuery;
import nebula.logs.LogStore;
import nebula.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From where a run reads the logs of containers that were there before it.
class LogCollectorTest {
  private static final Instant BORN = Instant.parse("2026-11-24T07:00:00Z");
  private static final Instant KEPT = BORN.plusSeconds(10);
  private static final Instant BEGAN = BORN.plusSeconds(100);
  private static final Observation.ContainerState RUNS = new Observation.Running(BORN);
  private static final Observation.ContainerState WAITS =
      new Observation.Waiting("CrashLoopBackOff", "");
  private static final Observation.Terminated END =
      new Observation.Terminated(1, "Error", "", BORN);

  @TempDir Path folder;
  private final EventBus bus = new EventBus();
  private final List<String> shown = new ArrayList<>();
  private final Containers kube = new Containers();

  @Test
  void goesOnWhereTheKeptLogEndedAndReadsALifeThatEndedMeanwhile() {
    keep(line(KEPT, "kept"));
    follow(store -> {
      LogCollector logs = collector(Optional.of(store));
      logs.observed("db", pod(BORN, 2, RUNS));
      logs.observed("db", pod(BORN, 2, RUNS));
      // What begins in the run is read whole, and what it lived before is known.
      logs.observed("db", pod(BORN, 3, RUNS));
      // It has the name of the pod before.
      logs.observed("db", pod(BEGAN.plusSeconds(9), 0, RUNS));
    });
    assertEquals(
        List.of(
            new LogStart(Optional.of(KEPT), 1, true, 1_939_393),
            LogStart.withAll(),
            new LogStart(Optional.empty(), 0, false, 1_939_393)),
        kube.starts);
  }

  @Test
  void ofAContainerThatWaitsTheLifeThatHasEndedIsThePresentOne() {
    follow(store -> collector(Optional.of(store)).observed("db", pod(BORN, 2, WAITS)));
    assertEquals(List.of(new LogStart(Optional.empty(), 0, false, 1_939_393)), kube.starts);
  }

  @Test
  void withoutAStoreOnlyWhatIsWrittenInTheRunIsRead() {
    collector(Optional.empty()).observed("db", pod(BORN, 1, RUNS));
    assertEquals(List.of(LogStart.since(Optional.of(BEGAN))), kube.starts);
  }

  @Test
  void whatWasWrittenBeforeTheRunIsKeptBeforeItsBeginningAndShownToNobody() throws Exception {
    follow(store -> {
      collector(Optional.of(store)).observed("db", pod(BORN, 0, RUNS));
      kube.write(KEPT, "yesterday");
      kube.write(BEGAN.plusSeconds(1), "today");
    });
    assertEquals(List.of("today"), shown);
    assertEquals(
        List.of("yesterday", "a run began", "today"),
        new LogFolder(folder)
            .before(LogQuery.ALL, Optional.empty(), 10, 0).entries().stream()
                .map(entry -> entry.line().text())
                .toList());
  }

  private void keep(Event.LogLine line) {
    try (LogStore store = store()) {
      store.accept(line);
    }
  }

  private void follow(Consumer<LogStore> run) {
    try (LogStore store = store()) {
      bus.subscribe(store);
      bus.publish(new Event.RunStarted(BEGAN, "k3d", false, List.of()));
      run.accept(store);
    }
  }

  private LogStore store() {
    return new LogStore(folder, 64_000_000, () -> Masks.NONE, _ -> {});
  }

  private LogCollector collector(Optional<LogStore> store) {
    bus.subscribe(event -> {
      if (event instanceof Event.LogLine line) {
        shown.add(line.text());
      }
    });
    return new LogCollector(kube, bus, BEGAN, store);
  }

  private static Event.LogLine line(Instant at, String text) {
    return new Event.LogLine(at, "db", "db-0", "db", text);
  }

  private static Observation pod(Instant born, int restarts, Observation.ContainerState state) {
    Optional<Observation.Terminated> lastEnd = restarts == 0 ? Optional.empty() : Optional.of(END);
    Observation.Container container =
        new Observation.Container("db", "db:1", false, true, true, restarts, state, lastEnd);
    Observation.Pod pod =
        new Observation.Pod("db-0", true, true, false, born, Optional.empty(), List.of(container));
    return new Observation(List.of(), List.of(pod), List.of(), List.of());
  }

  /// Remembers from where logs were asked for.
  private static final class Containers extends KubeOnPaper {
    final List<LogStart> starts = new ArrayList<>();
    private Consumer<LogRecord> reader = _ -> {};

    @Override
    public Subscription followLogs(
        String pod, String container, Supplier<LogStart> start, Consumer<LogRecord> eachLine) {
      starts.add(start.get());
      reader = eachLine;
      return () -> {};
    }

    void write(Instant at, String text) {
      reader.accept(new Kube.LogRecord(at, text));
    }
  }
}
