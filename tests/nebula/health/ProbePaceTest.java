package nebula.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nebula.model.HealthCheck;
import nebula.model.Phase;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Often while somebody waits, calmly when all is well.
final class ProbePaceTest {

  @ParameterizedTest(name = "{0} for {2} ms after {1} failures, by {3}: every {4} ms")
  @CsvSource({
    "STARTING, 0,      0, http,  100",
    "STARTING, 0,   5000, http,  100",
    "STARTING, 0,  20000, http,  400",
    "STARTING, 0, 600000, http, 1000",
    "STARTING, 0,      0, exec,  200",
    "STARTING, 0,  20000, exec,  800",
    "STARTING, 0, 600000, exec, 2000",
    "HEALTHY,  0,      0, http, 2000",
    "HEALTHY,  0,      0, exec, 5000",
    "HEALTHY,  0,  20000, http, 2000",
    "HEALTHY,  0,  50000, http, 5000",
    "HEALTHY,  0,  60000, exec, 6000",
    "HEALTHY,  0, 900000, http, 10000",
    "HEALTHY,  0, 900000, exec, 10000",
    "HEALTHY,  1, 600000, http,  100",
    "HEALTHY,  1, 600000, exec,  200",
    "FAILING,  9,      0, http,  100",
    "FAILING,  9, 600000, http, 1000",
  })
  void gapFollowsTheState(State state, int failures, long since, String kind, long gap) {
    HealthCheck check =
        kind.equals("exec") ? new HealthCheck.Exec(List.of("true")) : new HealthCheck.Tcp(1);
    Status status = new Status(state, Phase.PROBE, Optional.empty(), 0);

    assertEquals(
        Duration.ofMillis(gap),
        ProbePace.gap(Scene.service(check), status, failures, Duration.ofMillis(since)));
  }
}
