package nebula.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nebula.event.Event;
import nebula.event.Masks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where a later run goes on with a container's log.
class KeptEndTest {
  private static final Instant START = Instant.parse("2026-11-24T07:00:00.123456789Z");
  private static final Instant BORN = START.minusSeconds(5);

  @TempDir Path folder;

  record Row(String what, List<Event.LogLine> kept, Instant born, KeptEnd end) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Row> rows() {
    Event.LogLine first = line(0, "db-0", "db", "one");
    Event.LogLine same = line(0, "db-0", "db", "two");
    Event.LogLine later = line(1, "db-0", "db", "three");
    Event.LogLine sidecar = line(2, "db-0", "db-proxy", "of another container");
    Event.LogLine other = line(2, "db-00", "db", "of another pod");
    Event.LogLine named = line(2, "db-1", "db", "- db-0/db in its text");
    return Stream.of(
        new Row("nothing is kept", List.of(), BORN, KeptEnd.NOTHING),
        new Row("one line", List.of(first), BORN, end(0, 1)),
        new Row("lines of one moment", List.of(first, same), BORN, end(0, 2)),
        new Row("the last moment counts", List.of(first, same, later), BORN, end(1, 1)),
        new Row("others wrote later", List.of(first, sidecar, other, named), BORN, end(0, 1)),
        new Row("only others wrote", List.of(sidecar, other, named), BORN, KeptEnd.NOTHING),
        new Row(
            "the pod's clock is behind the server's",
            List.of(first),
            START.plusSeconds(20),
            end(0, 1)),
        new Row(
            "an earlier pod of the same name",
            List.of(first),
            START.plus(Duration.ofHours(1)),
            KeptEnd.NOTHING));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isWhereTheLastLineOfTheContainerStands(Row row) throws IOException {
    keep(row.kept());
    assertEquals(row.end(), new LogFolder(folder).end("db", "db-0", "db", row.born()));
  }

  @Test
  void linesOfOneMomentAreCountedOverBlocks() throws IOException {
    keep(Stream.generate(() -> line(0, "db-0", "db", "x".repeat(100))).limit(2_000).toList());
    assertEquals(end(0, 2_000), new LogFolder(folder).end("db", "db-0", "db", BORN));
  }

  @Test
  void aContainerThatWasLongQuietWroteNothingSinceTheOldestLineThatIsLookedAt() throws IOException {
    keep(List.of(line(0, "db-0", "db", "long ago")));
    keep(
        Stream.iterate(1, number -> number + 1)
            .limit(200)
            .map(number -> line(number, "db-1", "db", "x".repeat(60_000)))
            .toList());
    Instant from = new LogFolder(folder).end("db", "db-0", "db", BORN).at().orElseThrow();
    assertEquals(true, from.isAfter(START.plusSeconds(30)), from.toString());
  }

  @Test
  void afterItsFilesWereDeletedAllIsNew() throws IOException {
    keep(List.of(line(0, "db-0", "db", "one")));
    Files.delete(folder.resolve("db/00000001.log"));
    assertEquals(KeptEnd.NOTHING, new LogFolder(folder).end("db", "db-0", "db", BORN));
  }

  private void keep(List<Event.LogLine> lines) {
    try (LogStore store = new LogStore(folder, 64_000_000, () -> Masks.NONE, _ -> {})) {
      lines.forEach(store);
    }
  }

  private static KeptEnd end(int second, int lines) {
    return new KeptEnd(Optional.of(START.plusSeconds(second)), lines);
  }

  private static Event.LogLine line(int second, String pod, String container, String text) {
    return new Event.LogLine(START.plusSeconds(second), "db", pod, container, text);
  }
}
