package nebula.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Phase;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When `up --wait` gives up before its time limit.
final class HopelessTest {

  @ParameterizedTest(name = "{0} {1} {2} after {4} s and {3} restarts: {5}")
  @CsvSource({
    "FAILING,  REFUSED,           SCHEDULE, 0,  0, true",
    "FAILING,  PORT_TAKEN,        PROBE,    0,  0, true",
    "FAILING,  DEPENDENCY_FAILED, GATE,     0,  0, true",
    "FAILING,  IMAGE,             FETCH,    0,  0, true",
    "FAILING,  IMAGE,             BUILD,    0,  0, true",
    "FAILING,  IMAGE,             START,    0, 10, false",
    "FAILING,  IMAGE,             START,    0, 11, true",
    "FAILING,  CRASH,             START,    1,  5, false",
    "FAILING,  CRASH,             START,    2,  0, true",
    "FAILING,  CRASH,             START,    0, 25, true",
    "FAILING,  CRASH,             PROBE,    2, 25, false",
    "FAILING,  OUT_OF_MEMORY,     START,    2,  0, true",
    "FAILING,  UNSCHEDULABLE,     SCHEDULE, 0,  7, false",
    "FAILING,  UNSCHEDULABLE,     SCHEDULE, 0,  8, true",
    "FAILING,  CLAIM,             SCHEDULE, 0,  8, true",
    "FAILING,  CONFIGURATION,     START,    0,  8, true",
    "FAILING,  PROBE,             PROBE,    0, 179, false",
    "FAILING,  PROBE,             PROBE,    0, 180, true",
    "FAILING,  PROBE,             PROBE,    3,  0, false",
    "STARTING, PROBE,             PROBE,    0, 99, false",
    "FAILING,  PROBE,             START,    3,  0, true",
    "FAILING,  OTHER,             PROBE,    0, 99, false",
    "STARTING, CRASH,             PROBE,    9, 99, false",
    "STARTING, DEPENDENCY_FAILED, GATE,     0, 99, false",
  })
  void givesUpOnWhatWaitingCannotMend(
      State state, Kind kind, Phase phase, int restarts, int seconds, boolean hopeless) {
    Status status = new Status(state, phase, Optional.of(Cause.of(kind, "why")), restarts);

    assertEquals(hopeless, Diagnosis.hopeless(status, Duration.ofSeconds(seconds)));
  }
}
