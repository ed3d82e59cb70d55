package nebula.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nebula.event.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Reads the logs of a service that writes a line a second, and of one that writes one in ten
/// minutes: lines near one of its matches are far away from it.
@Timeout(60)
class SearchTest {
  private static final Instant START = Instant.parse("2026-11-24T07:00:00Z");
  private static final int SECONDS = 3_600;

  @TempDir Path folder;
  private LogFolder logs;

  @BeforeEach
  void write() {
    logs =
        KeptLog.write(
            folder,
            log -> {
              for (int second = 0; second < SECONDS; second++) {
                log.accept(line(second, "quick", second % 60 == 0 ? "wanted" : "other"));
                if (second % 600 == 0) {
                  log.accept(line(second, "slow", second % 1_800 == 0 ? "wanted" : "other"));
                }
              }
              log.accept(line(SECONDS, "quick", "x".repeat(60_000)));
            });
  }

  private static Event.LogLine line(int second, String service, String text) {
    return new Event.LogLine(START.plusSeconds(second), service, service + "-0", service, text);
  }

  private static LogQuery wanted() {
    return LogQuery.ALL.with(new TextMatch.Plain("wanted", true));
  }

  private static Stream<Cursor> matches(LogPage page) {
    return page.entries().stream().filter(entry -> !entry.context()).map(LogPage.Entry::cursor);
  }

  @Test
  void pagesWithContextLoseNoMatchHoweverFarAwayTheContextIs() throws IOException {
    long all = logs.summary(wanted()).matches();
    assertEquals(62, all);
    List<Cursor> back = new ArrayList<>();
    LogPage page = logs.before(wanted(), Optional.empty(), 5, 2);
    while (page.first().isPresent()) {
      back.addAll(matches(page).toList());
      page = logs.before(wanted(), page.first(), 5, 2);
    }
    assertEquals(all, back.size());
    assertEquals(all, back.stream().distinct().count());
    List<Cursor> forth = new ArrayList<>();
    page = logs.at(wanted(), 0, 5, 2);
    while (page.last().isPresent()) {
      forth.addAll(matches(page).toList());
      page = logs.after(wanted(), page.last().get(), 5, 2);
    }
    assertEquals(back.stream().sorted().toList(), forth);
  }

  @Test
  void aLineThatIsTooLongForAnExpressionIsLeftOutAndTheSearchIsNotComplete() throws IOException {
    LogQuery deep =
        LogQuery.ALL.with(new TextMatch.Expression(Pattern.compile("(.|\\s)*(wanted|error)")));
    LogSummary summary = logs.summary(deep);
    assertFalse(summary.complete());
    assertEquals(62, summary.matches());
    LogPage page = logs.before(deep, Optional.empty(), 100, 0);
    assertFalse(page.complete());
    assertEquals(62, page.entries().size());
  }

  @Test
  void whoFollowsFromALineOnGetsAllThatIsBehindItOnceAndInOrder() throws Exception {
    Cursor begin = logs.before(wanted(), Optional.empty(), 40, 0).first().orElseThrow();
    LogTail tail = logs.follow(wanted(), Optional.of(begin), 1);
    assertEquals(List.of(), tail.page());
    List<Cursor> all =
        logs.at(wanted(), 0, 100, 0).entries().stream().map(LogPage.Entry::cursor).toList();
    List<Cursor> behind = all.subList(all.indexOf(begin) + 1, all.size());
    assertEquals(behind, tail.next(0).stream().map(LogPage.Entry::cursor).toList());
    assertEquals(List.of(), tail.next(0));
  }
}
