package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nebula.model.ClusterSettings;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextGuardTest {
  private static final ClusterSettings CLUSTER =
      new ClusterSettings("nebula", "k3s:1", "tools:1", "10.9.0.0/24", List.of());

  @ParameterizedTest
  @ValueSource(strings = {"k3d-nebula", "staging"})
  void letsTheClustersOwnContextAndThoseOfTheFilePass(String context) {
    assertDoesNotThrow(
        () -> ContextGuard.check(context, CLUSTER, List.of("staging"), Optional::empty));
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "k3d-other", "nebula", ""})
  void refusesEveryOther(String context) {
    assertThrows(
        Failure.class,
        () -> ContextGuard.check(context, CLUSTER, List.of("staging"), Optional::empty));
  }

  @Test
  void saysWhatIsAllowedAndHowToAllowMore() {
    Position place = new Position(Path.of("nebula.yaml"), 3, 16);
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                ContextGuard.check(
                    "production", CLUSTER, List.of("staging"), () -> Optional.of(place)));
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertEquals(
        "nebula.yaml:3:16: the kubectl context `production` may not be written to; only `k3d-nebula`, `staging` may;"
            + " if it is meant, add it to nebula.yaml: allowContexts: [production]",
        failure.getMessage());
  }
}
