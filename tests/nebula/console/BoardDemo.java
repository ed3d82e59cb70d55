package nebula.console;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nebula.event.Event;

/// Plays a scene on the terminal, to look at with one's own eyes: `java -cp …
/// nebula.console.BoardDemo mixed|healthy|rehearsal|flood|lines|wait`.
final class BoardDemo {
  private BoardDemo() {}

  public static void main(String[] arguments) throws InterruptedException {
    String scene = arguments.length > 0 ? arguments[0] : "mixed";
    CountDownLatch left = new CountDownLatch(1);
    Surroundings surroundings = Surroundings.ofThisProcess();
    RunRecord record = new RunRecord();
    Output output =
        scene.equals("lines")
            ? new LineOutput(
                System.err, surroundings.theme(), java.time.ZoneId::systemDefault, true)
            : surroundings.open(scene.equals("json"), scene.equals("wait"), left::countDown);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              output.close();
              Summary.print(System.out, record.snapshot(), surroundings.theme());
              new FailureText(System.err, surroundings.theme(), java.nio.file.Path.of(""))
                  .print(record.snapshot());
            }));
    List<Event> events =
        switch (scene) {
          case "healthy", "wait", "rehearsal" -> Scenes.allHealthy();
          default -> Scenes.mixed();
        };
    Instant from = Instant.now();
    Event first = scene.equals("rehearsal") ? Scenes.started(true) : Scenes.started(false);
    for (Event event : events) {
      Event due = event instanceof Event.RunStarted ? first : event;
      long wait =
          java.time.Duration.between(Scenes.START, due.at()).toMillis() / 3
              - java.time.Duration.between(from, Instant.now()).toMillis();
      if (left.await(Math.max(0, wait), TimeUnit.MILLISECONDS)) {
        System.exit(0);
      }
      Event now = Moved.to(due, Instant.now());
      output.accept(now);
      record.accept(now);
    }
    long line = 0;
    long gap = scene.equals("flood") ? 0 : 700;
    while (!scene.equals("wait") && !left.await(gap, TimeUnit.MILLISECONDS)) {
      String text =
          "line "
              + line++
              + " \u001b[32mINFO\u001b[0m \u2705 日本語 request \u001b[1mGET\u001b[0m /version \ttab"
              + " 200 in 3 ms";
      output.accept(
          new Event.LogLine(
              Instant.now(), line % 3 == 0 ? "postgres" : "convex-backend", "pod", "c", text));
    }
    System.exit(0);
  }

  /// The same event at another time.
  private static final class Moved {
    static Event to(Event event, Instant at) {
      return switch (event) {
        case Event.RunStarted e ->
            new Event.RunStarted(at, e.context(), e.rehearsal(), e.services());
        case Event.StatusChanged e -> new Event.StatusChanged(at, e.service(), e.status());
        case Event.LogLine e ->
            new Event.LogLine(at, e.service(), e.pod(), e.container(), e.text());
        case Event.Progress e -> new Event.Progress(at, e.subject(), e.text(), e.done());
        case Event.Notice e -> new Event.Notice(at, e.text());
        case Event.AllHealthy _ -> new Event.AllHealthy(at);
        case Event.RunEnded e -> new Event.RunEnded(at, e.exitCode());
      };
    }
  }
}
