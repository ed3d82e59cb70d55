package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nebula.event.Event;
import nebula.event.Masks;
import nebula.kube.Kube;
import nebula.logs.LogFolder;
import nebula.logs.LogStore;
import nebula.model.Observation;
import nebula.model.Service;
import nebula.model.ServiceOnPaper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLogsTest {
  private static final Instant START = Instant.parse("2026-11-24T07:00:00Z");

  @TempDir Path folder;

  @Test
  void yesterdaysLinesOfTheChosenServicesCanBeReadWithoutACluster() {
    Event.LogLine first = line(1, "db", "one");
    Event.LogLine last = line(3, "db", "two");
    try (LogStore store = new LogStore(folder, 16_000_000, () -> Masks.NONE, _ -> {})) {
      List.of(first, line(2, "web", "not asked for"), last).forEach(store);
    }
    LogFolder logs = new LogFolder(folder);
    assertEquals(
        List.of(first, last),
        KeptLogs.of(logs, List.of(ServiceOnPaper.of("db")), Optional.empty(), 10));
    assertEquals(
        List.of(last), KeptLogs.of(logs, List.of(ServiceOnPaper.of("db")), Optional.empty(), 1));
    assertEquals(
        List.of(last),
        KeptLogs.of(logs, List.of(ServiceOnPaper.of("db")), Optional.of(START.plusSeconds(2)), 10));
    assertEquals(
        List.of(),
        KeptLogs.of(
            new LogFolder(folder.resolve("none")),
            List.of(ServiceOnPaper.of("db")),
            Optional.empty(),
            1));
  }

  @Test
  void keptLinesAreReadWhereTheClusterHasNoPodToAsk() {
    Service web = OnPaper.service("web", List.of());
    Observation down = new Observation(List.of(), List.of(), List.of(), List.of());

    assertEquals(
        List.of(ServiceOnPaper.of("db")),
        KeptLogs.toldByNone(
            List.of(web, ServiceOnPaper.of("db")), Map.of("web", OnPaper.running("web"))));
    assertEquals(
        List.of(ServiceOnPaper.of("db")),
        KeptLogs.toldByNone(
            List.of(web, ServiceOnPaper.of("db")),
            Map.of("web", OnPaper.running("web"), "db", down)));
    assertEquals(
        List.of("kept", "read", "kept too"),
        KeptLogs.merged(
                List.of(line(2, "web", "read")),
                List.of(line(1, "db", "kept"), line(3, "db", "kept too")))
            .stream()
            .map(Event.LogLine::text)
            .toList());
  }

  @Test
  void linesOfAProcessOfThisMachineComeAsItsRunWritesThem() throws InterruptedException {
    BlockingQueue<Event.LogLine> coming = new LinkedBlockingQueue<>();
    Event.LogLine next = line(4, "db", "three");
    try (LogStore store = new LogStore(folder, 16_000_000, () -> Masks.NONE, _ -> {})) {
      List.of(line(1, "db", "one"), line(3, "db", "two")).forEach(store);
    }
    KeptTail tail =
        new KeptTail(new LogFolder(folder), List.of(ServiceOnPaper.of("db")), Optional.empty(), 1);
    assertEquals(List.of(line(3, "db", "two")), tail.past());
    try (Kube.Subscription _ = tail.follow(coming);
        LogStore store = new LogStore(folder, 16_000_000, () -> Masks.NONE, _ -> {})) {
      List.of(line(4, "web", "not asked for"), next).forEach(store);
      assertEquals(next, coming.poll(10, TimeUnit.SECONDS));
    }
  }

  private static Event.LogLine line(int second, String service, String text) {
    return new Event.LogLine(START.plusSeconds(second), service, service + "-0", service, text);
  }
}
