package nebula.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person is told of a start that was slower or quicker than those before.
final class ComparisonTest {
  private static final Instant START = Instant.parse("2026-11-24T07:00:00Z");

  /// Phases as `probe 900`, separated by a space after each number.
  @ParameterizedTest(name = "{4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2000 | start 900 probe 900 | 10000 | start 900 pull 7600 probe 900 | 8 s slower than usual: the image of db was pulled (pull 7.6 s longer)",
        "2000 | probe 900           | 10000 | build 6000 push 1500 probe 900 | 8 s slower than usual: the image of db was built (build 6 s longer)",
        "2000 | probe 900           | 10000 | build 100 push 7500 probe 900  | 8 s slower than usual: the image of db was pushed to the registry (push 7.5 s longer)",
        "2000 | probe 900           | 10000 | fetch 7500 probe 900           | 8 s slower than usual: the image of db was fetched to this machine (fetch 7.5 s longer)",
        "6000 | pull 5000 probe 900 | 10000 | pull 9000 probe 900            | 4 s slower than usual: the pull of the image of db took 4 s longer",
        "2000 | probe 900           | 10000 | probe 8900                     | 8 s slower than usual: the probe of db took 8 s longer",
        "2000 | probe 900           | 10000 | failing 8000 probe 900         | 8 s slower than usual: db failed for 8 s",
        "2000 | probe 900           | 10000 | gate 8000 probe 900            | 8 s slower than usual",
        "2000 | image 900 create 9  | 10000 | pull 8000                      | 8 s slower than usual",
        "9000 | probe 8000          | 2000  | probe 1000                     | 7 s quicker than usual",
        "2000 | probe 900           | 2300  | probe 1200                     | as long as usual",
      })
  void tellsWhichPhaseTookLongerAndWhy(
      long usual, String before, long took, String phases, String words) {
    PastStart now = start(took, phases);
    assertEquals(
        words,
        Comparison.of(now, List.of(start(usual, before), start(usual, before)))
            .orElseThrow()
            .words());
  }

  @Test
  void otherWorkIsToldOfToo() {
    PastStart now = start(30_000, "probe 900", "cluster nebula", 27_000);
    assertEquals(
        "28 s slower than usual: the cluster nebula took 27 s longer",
        Comparison.of(now, List.of(start(2_000, "probe 900"))).orElseThrow().words());
  }

  @Test
  void aStartOfOtherServicesIsNoMeasure() {
    PastStart other = new PastStart(START, 100, new LinkedHashMap<>(), new LinkedHashMap<>());
    assertEquals(Optional.empty(), Comparison.of(start(900, "probe 900"), List.of(other)));
  }

  private static PastStart start(long millis, String phases) {
    return start(millis, phases, "", 0);
  }

  private static PastStart start(long millis, String phases, String work, long workMillis) {
    SequencedMap<String, Long> parts = new LinkedHashMap<>();
    List<String> words = Arrays.asList(phases.strip().split(" "));
    for (int at = 0; at < words.size(); at += 2) {
      parts.put(words.get(at), Long.parseLong(words.get(at + 1)));
    }
    SequencedMap<String, PastStart.Bar> services = new LinkedHashMap<>();
    services.put("db", PastStart.Bar.read(millis, parts));
    SequencedMap<String, Long> other = new LinkedHashMap<>();
    if (!work.isEmpty()) {
      other.put(work, workMillis);
    }
    return new PastStart(START, millis, services, other);
  }
}
