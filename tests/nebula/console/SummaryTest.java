package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nebula.event.Event;
import nebula.event.Snapshot;
import nebula.model.Cause;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void theResultIsALineAService() {
    assertEquals(
        """
        postgres          healthy   localhost:5432
        temporal          failing   container temporal ended 3 times, the last time with exit code 1
        temporal-ui       starting  waits for temporal
        convex-backend    healthy   http://localhost:3210, localhost:3211
        convex-dashboard  starting  GET / refused: connection refused
        """,
        printed(out -> Summary.print(out, record(Scenes.mixed()).snapshot(), Theme.plain())));
  }

  @Test
  void theResultOfARehearsalSaysSo() {
    List<Event> events = new ArrayList<>(Scenes.allHealthy());
    events.set(0, Scenes.started(true));
    assertEquals(
        "REHEARSAL: nothing real runs",
        printed(out -> Summary.print(out, record(events).snapshot(), Theme.plain()))
            .lines()
            .findFirst()
            .orElse(""));
  }

  @Test
  void theFailureOfARehearsalSaysSo() {
    List<Event> events = new ArrayList<>(Scenes.mixed());
    events.set(0, Scenes.started(true));
    List<String> lines =
        printed(out -> new FailureText(out, Theme.plain()).print(record(events).snapshot(), false))
            .lines()
            .toList();
    assertEquals("REHEARSAL: nothing real runs", lines.getLast());
    assertEquals(1, lines.stream().filter(line -> line.contains("REHEARSAL")).count());
  }

  @Test
  void theFirstLineOfAFailureHoldsCauseAndMend() {
    assertEquals(
        """
        error: temporal: container temporal ended 3 times, the last time with exit code 1; read the last lines, then change services/temporal/k8s.yaml
          ▏ Unable to connect to PostgreSQL: dial tcp 10.43.0.12:5432
          ▏ ERROR: password authentication failed for user "temporal"
          holds up temporal-ui
        """,
        printed(out -> text(out).print(snapshotOf(Scenes.mixed()), false)));
  }

  @Test
  void aServiceThatFailsForAnotherIsLeftToTheOther() {
    List<Event> events = new ArrayList<>(Scenes.mixed());
    Cause other = Cause.of(Cause.Kind.DEPENDENCY_FAILED, "temporal failed");
    events.add(Scenes.failing(10, "temporal-ui", other, 0));
    assertEquals(
        printed(out -> text(out).print(snapshotOf(Scenes.mixed()), false)),
        printed(out -> text(out).print(snapshotOf(events), false)));
  }

  @Test
  void afterTheTimeIsOverWhatIsStillStartingIsTroubleToo() {
    String text =
        printed(out -> new FailureText(out, Theme.plain()).print(snapshotOf(Scenes.mixed()), true));
    assertEquals(
        "error: convex-dashboard: GET / refused: connection refused",
        text.lines().filter(line -> line.startsWith("error: convex")).findFirst().orElse(""));
  }

  @Test
  void theRecordOfARunKnowsHowLongItTookForTheFirstTime() {
    List<Event> events = new ArrayList<>(Scenes.allHealthy());
    events.add(new Event.AllHealthy(Scenes.at(100)));
    assertEquals(Optional.of(Duration.ofMillis(14_200)), record(events).timeToHealthy());
    assertEquals(Optional.empty(), record(Scenes.mixed()).timeToHealthy());
  }

  private static RunRecord record(List<Event> events) {
    RunRecord record = new RunRecord();
    events.forEach(record);
    return record;
  }

  private static FailureText text(PrintStream err) {
    return new FailureText(err, Theme.plain());
  }

  private static Snapshot snapshotOf(List<Event> events) {
    return record(events).snapshot();
  }

  private static String printed(Consumer<PrintStream> printing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    printing.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
