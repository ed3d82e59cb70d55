package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeStateTest {
  private static final Settings WANTED = new Settings("cluster.image=k3s:1");

  @ParameterizedTest
  @CsvSource({
    "running, nebula, k3s:1, Running",
    "restarting, nebula, k3s:1, Running",
    "paused, nebula, k3s:1, Paused",
    "exited, nebula, k3s:1, Stopped",
    "created, nebula, k3s:1, HalfMade",
    "dead, nebula, k3s:1, HalfMade",
    "created, nebula, k3s:2, HalfMade",
    "running, nebula, k3s:2, MadeOtherwise",
    "exited, nebula, k3s:2, MadeOtherwise",
    "running, '', k3s:1, Foreign",
    "created, '', k3s:1, Foreign",
    "exited, other, k3s:1, Foreign",
  })
  void isDecidedByStatusOwnerAndSettings(
      String status, String owner, String image, String expected) {
    NodeState state = NodeState.of(Optional.of(node(status, owner, image)), "nebula", WANTED);
    assertEquals(expected, state.getClass().getSimpleName());
  }

  @Test
  void isAbsentWithoutAContainer() {
    assertEquals(new NodeState.Absent(), NodeState.of(Optional.empty(), "nebula", WANTED));
  }

  private static FoundContainer node(String status, String owner, String image) {
    return new FoundContainer(
        "k3d-nebula-server-0",
        "id",
        status,
        "2026-01-01T00:00:00Z",
        "nebula",
        owner,
        "cluster.image=" + image,
        List.of("k3d-nebula"));
  }
}
