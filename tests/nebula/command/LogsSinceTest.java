package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import nebula.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogsSinceTest {
  private static final Clock CLOCK = Clock.fixed(OnPaper.NOW, ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({"90s,90", "10m,600", "1h30m,5400", "2d,172800", "0s,0"})
  void aTimeSpanIsCountedBackFromNow(String text, long seconds) {
    assertEquals(
        Duration.ofSeconds(seconds), Duration.between(SinceOption.read(text, CLOCK), OnPaper.NOW));
  }

  @Test
  void aMomentIsTakenAsItIs() {
    assertEquals(
        Instant.parse("2026-11-24T06:59:00Z"), SinceOption.read("2026-11-24T06:59:00Z", CLOCK));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "m", "10x", "-5m", "ten minutes", "99999999999999999999s"})
  void anythingElseIsBadInputAndSaysHowToWriteIt(String text) {
    Failure failure = assertThrows(Failure.class, () -> SinceOption.read(text, CLOCK));
    assertEquals(2, failure.exitCode().number());
    assertEquals(
        "write it as 90s, 10m, 1h30m, 2d or 2026-11-24T07:00:00Z",
        failure.problems().getFirst().mend().orElse(""));
  }
}
