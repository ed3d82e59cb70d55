package nebula.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

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
    assertEquals(span, Duration.between(read(text, CLOCK), NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999s", "100w9999999d", "30000d", "9999999999.5w"})
  void aSpanFromBeforeTheEpochBeginsThere(String text) {
    assertEquals(Instant.EPOCH, read(text, CLOCK));
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
    assertEquals(moment, read(text, Clock.fixed(NOW, ZoneId.of("Asia/Kolkata"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "m", "10x", "-5m", "ten minutes", "1..5h", ".", "1M", "25:00"})
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), PointInTime.read(text, CLOCK));
  }

  @Test
  void theFormsThatAreNamedAreRead() {
    String forms = PointInTime.FORMS.replace("write it as ", "");
    for (String form : forms.split(", | or ")) {
      read(form, CLOCK);
    }
  }

  private static Instant read(String text, Clock clock) {
    return PointInTime.read(text, clock).orElseThrow(() -> new AssertionError(text));
  }
}
