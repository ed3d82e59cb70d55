package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeReadinessTest {

  @ParameterizedTest
  @CsvSource({
    "True 2026-11-25T00:36:16Z, 2026-11-25T00:36:16.9Z, true",
    "True 2026-11-25T00:36:17Z, 2026-11-25T00:36:16.9Z, true",
    "True 2026-11-25T00:36:15Z, 2026-11-25T00:36:16.9Z, false",
    "False 2026-11-25T00:36:17Z, 2026-11-25T00:36:16.9Z, false",
    "Unknown 2026-11-25T00:36:17Z, 2026-11-25T00:36:16.9Z, false",
    "'', 2026-11-25T00:36:16.9Z, false",
  })
  void countsWhatTheNodeSaidSinceItsStartOnly(String conditions, String started, boolean ready) {
    assertEquals(ready, NodeReadiness.isReady(conditions, Instant.parse(started)));
  }
}
