package nebula.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How long a crash is waited after.
class RestartGapTest {
  private static final Duration SHORT_LIFE = Duration.ofSeconds(3);

  private final RestartGap gap = new RestartGap();

  @Test
  void theGapGrowsToHalfAMinute() {
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L), gaps(7, SHORT_LIFE));
  }

  @Test
  void aCalmMinuteForgivesTheCrashesBefore() {
    gaps(4, SHORT_LIFE);

    assertEquals(List.of(1L, 2L), List.of(seconds(RestartGap.CALM), seconds(SHORT_LIFE)));
  }

  @Test
  void anAskedStartForgivesThemToo() {
    gaps(4, SHORT_LIFE);
    gap.reset();

    assertEquals(1, seconds(SHORT_LIFE));
  }

  private List<Long> gaps(int crashes, Duration ran) {
    return Stream.generate(() -> seconds(ran)).limit(crashes).toList();
  }

  private long seconds(Duration ran) {
    return gap.after(ran).toSeconds();
  }
}
