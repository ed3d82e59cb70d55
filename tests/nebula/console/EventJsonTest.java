package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import nebula.event.Event;
import nebula.event.EventJson;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.ExitCode;
import nebula.model.Phase;
import nebula.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds the events to what `docs/events.md` says of them.
@Timeout(20)
class EventJsonTest {
  private static final List<Event> DOCUMENTED =
      List.of(
          new Event.RunStarted(Scenes.START, "k3d-nebula", false, List.of(Scenes.TEMPORAL_UI)),
          Scenes.waits(0.2, "temporal", "postgres"),
          Scenes.healthy(4, "postgres"),
          Scenes.failing(
              9,
              "temporal",
              new Cause(
                  Cause.Kind.CRASH,
                  "exit code 1",
                  Optional.of("read the last lines"),
                  List.of("no \"password\"")),
              3),
          Scenes.log(5.2, "postgres", "ready"),
          new Event.Progress(
              Scenes.at(0.4),
              "image postgres:16-alpine",
              "pulling 34%",
              false,
              Optional.of(Phase.FETCH)),
          new Event.Notice(Scenes.at(1), "port 5432 is forwarded by another run"),
          new Event.CodeChanged(Scenes.at(9), "nebula-worker", new Code.Synced(3)),
          new Event.PageServed(Scenes.at(0.3), "http://localhost:10350"),
          new Event.AllHealthy(Scenes.at(14)),
          new Event.RunEnded(Scenes.at(20), ExitCode.HEALTHY));

  @Test
  void theExamplesOfTheDocumentAreWhatIsWritten() throws IOException {
    EventJson json = new EventJson();
    List<String> written = new java.util.ArrayList<>(DOCUMENTED.stream().map(json::line).toList());
    written.add(json.dropped(120));
    assertEquals(
        String.join("\n", written),
        String.join("\n", document().lines().filter(line -> line.startsWith("{")).toList()));
  }

  @Test
  void theDocumentNamesEveryStatePhaseAndKind() throws IOException {
    String document = document();
    for (Enum<?>[] all : List.of(State.values(), Phase.values(), Cause.Kind.values())) {
      for (Enum<?> each : all) {
        String word = "`" + each.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`";
        assertTrue(document.contains(word), () -> word + " is not in docs/events.md");
      }
    }
  }

  @Test
  void everyEventIsOneLine() {
    String line = new EventJson().line(Scenes.log(1, "postgres", "a\nb\u2028\u0000\ud83d\"\\"));
    assertEquals(1, line.lines().count());
    assertTrue(line.contains("\"a\\nb"), line);
  }

  @Test
  void theOutputHoldsAllEventsInOrder() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonOutput output = new JsonOutput(out)) {
      Scenes.mixed().forEach(output);
    }
    EventJson json = new EventJson();
    assertEquals(
        Scenes.mixed().stream().map(json::line).toList(),
        out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void aReaderThatHasGoneEndsTheWritingQuietly() throws InterruptedException {
    CountDownLatch tried = new CountDownLatch(1);
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int sign) throws IOException {
            tried.countDown();
            throw new IOException("Broken pipe");
          }
        };
    try (JsonOutput output = new JsonOutput(closed)) {
      output.accept(Scenes.started(false));
      tried.await();
      Scenes.mixed().forEach(output);
    }
    assertEquals(0, tried.getCount());
  }

  /// Tests run in the project's folder, or in one below it.
  private static String document() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/events.md"))) {
      folder = folder.getParent();
    }
    return Files.readString(folder.resolve("docs/events.md"));
  }
}
