package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nebula.model.ClusterSettings;
import org.junit.jupiter.api.Test;

/// Runs on two clusters know nothing of each other.
class StateFolderTest {
  private static final ClusterSettings CLUSTER =
      new ClusterSettings("nebula", "k3s:1", "tools:1", "10.9.0.0/24", List.of());
  private static final Map<String, String> STATES = Map.of("XDG_STATE_HOME", "/states");

  @Test
  void theProjectsOwnClusterHasTheClustersFolder() {
    assertEquals(Path.of("/states/nebula/nebula"), StateFolder.of(CLUSTER, "k3d-nebula", STATES));
    assertEquals(
        Path.of("/mine"), StateFolder.of(CLUSTER, "k3d-nebula", Map.of("NEBULA_STATE", "/mine")));
  }

  @Test
  void anotherContextHasAFolderOfItsOwnWhateverItIsCalled() {
    assertEquals(
        Path.of("/states/nebula/nebula/context-staging"),
        StateFolder.of(CLUSTER, "staging", STATES));
    assertEquals(
        Path.of("/mine/context-arn%3Aaws%3Aeks%3A..%2F..%2Fdev"),
        StateFolder.of(CLUSTER, "arn:aws:eks:../../dev", Map.of("NEBULA_STATE", "/mine")));
  }
}
