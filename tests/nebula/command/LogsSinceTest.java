package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import nebula.model.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogsSinceTest {
  private static final Clock CLOCK = Clock.fixed(OnPaper.NOW, ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "90s,PT90S",
    "10m,PT10M",
    "1h30m,PT90M",
    "2d,PT48H",
    "0s,PT0S",
    "1.5h,PT90M",
    "500ms,PT0.5S",
    "1w,PT168H",
    "1w2d3h4m5s6ms,PT219H4M5.006S",
  })
  void aTimeSpanIsCountedBackFromNow(String text, Duration span) {
    assertEquals(span, Duration.between(SinceOption.read(text, CLOCK), OnPaper.NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999s", "100w9999999d", "30000d", "9999999999.5w"})
  void aSpanFromBeforeTheEpochBeginsThere(String text) {
    assertEquals(Instant.EPOCH, SinceOption.read(text, CLOCK));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T06:59:00Z,2026-11-24T06:59:00Z",
    "2026-11-24T06:59:00+02:00,2026-11-24T04:59:00Z",
    "2026-11-24T06:59:00,2026-11-24T01:29:00Z",
    "2026-11-24T06:59,2026-11-24T01:29:00Z",
    "2026-11-24 06:59,2026-11-24T01:29:00Z",
    "2026-11-24,2026-11-23T18:30:00Z",
    "07:00,2026-11-24T01:30:00Z",
    "07:00:30,2026-11-24T01:30:30Z",
    "23:00,2026-11-23T17:30:00Z",
  })
  void aMomentWithoutAZoneIsOfThisMachine(String text, Instant moment) {
    Instant now = Instant.parse("2026-11-24T07:00:00Z");

    assertEquals(moment, SinceOption.read(text, Clock.fixed(now, ZoneId.of("Asia/Kolkata"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "m", "10x", "-5m", "ten minutes", "1..5h", ".", "1M", "25:00"})
  void anythingElseIsBadInputAndSaysHowToWriteIt(String text) {
    Failure failure = assertThrows(Failure.class, () -> SinceOption.read(text, CLOCK));
    assertEquals(2, failure.exitCode().number());
    assertEquals(
        "write it as 90s, 10m, 1h30m, 2d, 07:00, 2026-11-24 or 2026-11-24T07:00:00Z",
        failure.problems().getFirst().mend().orElse(""));
  }
}
