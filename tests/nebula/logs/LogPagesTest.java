package nebula.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nebula.event.Event;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Reads the logs of three services, with 30,000 lines in the order of time: `s0` has the first,
/// `s1` the second and so on.
@Timeout(60)
class LogPagesTest {
  private static final Instant START = Instant.parse("2026-11-24T07:00:00Z");
  private static final int LINES = 30_000;

  @TempDir static Path folder;
  private final LogFolder logs = new LogFolder(folder);

  @BeforeAll
  static void write() {
    KeptLog.write(
        folder,
        log -> {
          log.accept(new Event.RunStarted(START.minusSeconds(1), "k3d", false, List.of()));
          for (int line = 0; line < LINES; line++) {
            String service = "s" + line % 3;
            log.accept(new Event.LogLine(at(line), service, service + "-0", service, text(line)));
          }
        });
  }

  private static Instant at(int line) {
    return START.plusMillis(line);
  }

  private static String text(int line) {
    return switch (line % 1000) {
      case 7 -> "ERROR: failed at " + line + " \u001b[31mneed\u001b[0mle";
      case 8 -> "{\"level\":\"warn\",\"req\":{\"id\":" + line + "},\"msg\":\"Nadel im Heuhaufen\"}";
      case 9 -> "level=debug req.id=" + line + " msg=\"a long way\"";
      default -> "line " + line + " says nothing of interest to anybody, ÄÖÜ";
    };
  }

  private static LogQuery lines() {
    return new LogQuery(
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        LogQuery.Kind.LINE,
        Optional.empty(),
        List.of());
  }

  private static LogQuery levels(String... levels) {
    return new LogQuery(
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(levels),
        LogQuery.Kind.BOTH,
        Optional.empty(),
        List.of());
  }

  private static LogQuery field(String path, String value) {
    return new LogQuery(
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        LogQuery.Kind.BOTH,
        Optional.empty(),
        List.of(new FieldMatch(path, value)));
  }

  private static List<Integer> numbers(LogPage page) {
    return numbers(page.entries());
  }

  private static List<Integer> numbers(List<LogPage.Entry> entries) {
    return entries.stream()
        .map(entry -> (int) (entry.line().at().toEpochMilli() - START.toEpochMilli()))
        .toList();
  }

  private static List<Integer> range(int from, int to) {
    return java.util.stream.IntStream.range(from, to).boxed().toList();
  }

  @Test
  void theNewestComeFirstAndThenPageByPageEverythingBeforeThem() throws IOException {
    List<Integer> all = new ArrayList<>();
    LogPage page = logs.before(lines(), Optional.empty(), 5_000, 0);
    assertFalse(page.moreAfter());
    while (!page.entries().isEmpty()) {
      all.addAll(0, numbers(page));
      Cursor first = page.entries().getFirst().cursor();
      page = logs.before(lines(), Optional.of(first), 5_000, 0);
    }
    assertTrue(range(0, LINES).equals(all), () -> all.size() + " lines, not all in order");
  }

  @Test
  void pagesAfterACursorMeetThoseBeforeIt() throws IOException {
    LogPage start = logs.at(lines(), 0, 4_999, 0);
    List<Integer> all = new ArrayList<>(numbers(start));
    LogPage page = logs.after(lines(), start.entries().getLast().cursor(), 4_999, 0);
    while (!page.entries().isEmpty()) {
      all.addAll(numbers(page));
      page = logs.after(lines(), page.entries().getLast().cursor(), 4_999, 0);
    }
    assertTrue(range(0, LINES).equals(all), () -> all.size() + " lines, not all in order");
    assertFalse(page.moreAfter());
  }

  @Test
  void aPositionIsCountedOverAllLinesOfTheServices() throws IOException {
    long whole = logs.summary(LogQuery.ALL).lines();
    assertEquals(LINES + 3, whole);
    for (long position : new long[] {0, 1, 2, 3, 4, 15_000, whole - 1}) {
      LogPage page = logs.at(LogQuery.ALL, position, 1, 0);
      LogPage upTo = logs.before(LogQuery.ALL, Optional.empty(), (int) (whole - position), 0);
      assertEquals(
          upTo.entries().getFirst().cursor(), page.entries().getFirst().cursor(), "" + position);
    }
    assertTrue(logs.at(LogQuery.ALL, whole, 1, 0).entries().isEmpty());
    LogPage one = logs.at(LogQuery.ALL.of(Set.of("s1")), 10, 1, 0);
    assertEquals(List.of(28), numbers(one));
  }

  @Test
  void theEndOfTheLogsIsTheNewestLinesHoweverManyCame() throws Exception {
    long whole = logs.summary(LogQuery.ALL).lines();
    LogPage known = logs.before(lines(), Optional.empty(), 501, 0);
    Optional<Cursor> after = Optional.of(known.entries().getFirst().cursor());
    LogEnd.Part part = logs.end(lines(), after, 100).next(0);
    assertEquals(whole, part.lines());
    assertTrue(part.skipped());
    assertEquals(range(LINES - 100, LINES), numbers(part.entries()));
    part = logs.end(lines(), after, 500).next(0);
    assertFalse(part.skipped());
    assertEquals(range(LINES - 500, LINES), numbers(part.entries()));
    part = logs.end(levels("error"), Optional.empty(), 40).next(0);
    assertFalse(part.skipped(), "of those that are wanted there are only 30");
    assertEquals(30, part.entries().size());
  }

  @Test
  void theEndOfTheLogsGoesOnFromWhereItWas() throws Exception {
    LogEnd end = logs.end(lines(), Optional.empty(), 2);
    assertEquals(List.of(LINES - 2, LINES - 1), numbers(end.next(0).entries()));
    LogEnd.Part nothing = end.next(0);
    assertEquals(List.of(), nothing.entries());
    assertFalse(nothing.skipped());
  }

  @Test
  void plainTextIsFoundWithAndWithoutRegardToCaseAndThroughColours() throws IOException {
    assertEquals(30, matches(new TextMatch.Plain("needle", false)));
    assertEquals(30, matches(new TextMatch.Plain("NEEDLE", false)));
    assertEquals(0, matches(new TextMatch.Plain("NEEDLE", true)));
    assertEquals(30, matches(new TextMatch.Plain("Heuhaufen\"}", true)));
    assertEquals(LINES - 90, matches(new TextMatch.Plain("äöü", false)));
    assertEquals(0, matches(new TextMatch.Plain("s0-0", false)), "pods are not the text");
  }

  @Test
  void expressionsAreOfTheTextAlone() throws IOException {
    assertEquals(30, matches(expression("^ERROR: .*needle$")));
    assertEquals(1, matches(expression("^line 12345 ")));
    assertEquals(30, matches(expression("failed at \\d+ need")));
  }

  private static TextMatch expression(String text) {
    return new TextMatch.Expression(Pattern.compile(text));
  }

  private long matches(TextMatch match) throws IOException {
    LogSummary summary = logs.summary(lines().with(match));
    assertTrue(summary.complete());
    LogPage page = logs.before(lines().with(match), Optional.empty(), LINES, 0);
    assertEquals(summary.matches(), page.entries().size());
    return summary.matches();
  }

  @Test
  void anExpressionThatHasLostItsWayIsStopped() throws IOException {
    LogQuery hopeless = lines().with(expression("(.*.*.*.*.*)*[^ -~]*Z{3}$"));
    Patience little = new Patience(java.time.Duration.ofMillis(300));
    long began = System.nanoTime();
    LogSummary summary = new LogCount(logs.open(hopeless), hopeless, little).summary();
    assertFalse(summary.complete());
    assertTrue(System.nanoTime() - began < 5_000_000_000L, "it went on for more than 5 s");
  }

  @Test
  void levelsFieldsTimesAndKindsAreFilters() throws IOException {
    assertEquals(30, logs.summary(levels("error")).matches());
    assertEquals(60, logs.summary(levels("warn", "debug")).matches());
    assertEquals(LINES - 90, logs.summary(levels("none")).matches());
    assertEquals(List.of(5008), numbers(logs.before(field("req.id", "5008"), none(), 10, 0)));
    assertEquals(List.of(5009), numbers(logs.before(field("req.id", "5009"), none(), 10, 0)));
    assertEquals(30, logs.summary(field("msg", "a long way")).matches());
    assertEquals(0, logs.summary(field("req.id", "500")).matches());
    LogQuery times =
        new LogQuery(
            Set.of("s0", "s1"),
            Optional.of(at(100)),
            Optional.of(at(105)),
            Set.of(),
            LogQuery.Kind.LINE,
            Optional.empty(),
            List.of());
    assertEquals(List.of(100, 102, 103, 105), numbers(logs.before(times, none(), 100, 0)));
    assertEquals(4, logs.summary(times).matches());
    LogQuery markers =
        new LogQuery(
            Set.of(),
            none2(),
            none2(),
            Set.of(),
            LogQuery.Kind.MARKER,
            Optional.empty(),
            List.of());
    assertEquals(3, logs.summary(markers).matches());
  }

  private static Optional<Cursor> none() {
    return Optional.empty();
  }

  private static Optional<Instant> none2() {
    return Optional.empty();
  }

  @Test
  void contextIsOfTheSameServiceAndEachLineComesOnce() throws IOException {
    LogQuery error = levels("error").with(new TextMatch.Plain("failed at 5007", true));
    LogPage page = logs.before(error, Optional.empty(), 10, 2);
    assertEquals(List.of(5001, 5004, 5007, 5010, 5013), numbers(page));
    assertEquals(
        List.of(true, true, false, true, true),
        page.entries().stream().map(LogPage.Entry::context).toList());
  }

  @Test
  void aCursorIsTextAndBack() {
    Cursor cursor = new Cursor(Moments.nanos(START), 20_480, "temporal-ui");
    assertEquals(Optional.of(cursor), Cursor.of(cursor.text()));
    for (String wrong : List.of("", "x", "1.2", "zz.1.db", "1.x.db", "1.1.../etc", "1.1.a/b")) {
      assertEquals(Optional.empty(), Cursor.of(wrong), wrong);
    }
  }

  @Test
  void momentsOfManyYearsAreWrittenAndRead() {
    byte[] bytes = new byte[Moments.WIDTH];
    for (String text :
        List.of(
            "1970-01-01T00:00:00Z",
            "2000-02-29T23:59:59.999999999Z",
            "2026-11-24T07:00:01.5Z",
            "2024-12-31T12:00:00.000000001Z",
            "2100-03-01T00:00:00Z",
            "2261-07-15T00:00:00Z")) {
      long nanos = Moments.nanos(Instant.parse(text));
      Moments.write(nanos, bytes, 0);
      assertEquals(nanos, Moments.read(bytes, 0, bytes.length), text);
      assertEquals(Instant.parse(text), Moments.instant(nanos));
      assertEquals(Instant.parse(text), Instant.parse(new String(bytes)));
    }
  }
}
