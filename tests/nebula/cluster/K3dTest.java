package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.process.FakePrograms;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class K3dTest {
  private static final Path KUBECONFIG = Path.of("state", "kubeconfig");

  @Test
  void readsTheVersionThatK3dPrints() {
    assertEquals("v5.9.0", K3d.versionOf(FakePrograms.recorded("k3d-version.json")));
    assertEquals("v5.9.0", K3d.versionOf(FakePrograms.recorded("k3d-version.txt")));
    assertEquals("", K3d.versionOf("dev"));
  }

  @ParameterizedTest
  @CsvSource({
    "v5.9.0,true",
    "v5.8.0,true",
    "v6.0.1,true",
    "v5.7.5,false",
    "v4.9.9,false",
    "'',true"
  })
  void takesVersion58AndLater(String version, boolean recent) {
    assertEquals(recent, K3d.isRecent(version));
  }

  @Test
  void anOldOneIsNamedWithTheWayToANewOne() {
    K3d k3d = k3d(new FakePrograms().on("k3d version", "k3d version v5.4.1\n"), Map.of());
    Failure failure = assertThrows(Failure.class, k3d::check);
    assertEquals(ExitCode.MACHINE_LACKS, failure.exitCode());
    assertTrue(
        failure.getMessage().startsWith("k3d v5.4.1 is too old; 5.8 or later is needed; "),
        failure.getMessage());
    assertTrue(failure.getMessage().contains("brew install k3d"), failure.getMessage());
  }

  @Test
  void runsWithoutTheUsersSettingsAndKubeconfig() throws Exception {
    FakePrograms programs = new FakePrograms().on("k3d", "");
    k3d(programs, Map.of("K3D_NO_LB", "false", "HOME", "/home/me"))
        .ask(Docker.SHORT, java.util.List.of("node"));
    Map<String, String> environment = programs.commands().getFirst().environment();
    assertTrue(environment.containsKey("K3D_NO_LB"));
    assertNull(environment.get("K3D_NO_LB"));
    assertEquals("tools:1", environment.get("K3D_IMAGE_TOOLS"));
    assertEquals(KUBECONFIG.toString(), environment.get("KUBECONFIG"));
    assertEquals("error", environment.get("LOG_LEVEL"));
    assertEquals("false", environment.get("LOG_COLORS"));
    assertTrue(!environment.containsKey("HOME"));
  }

  @Test
  void ofSeveralErrorsTheFirstIsTheCause() {
    String message = K3d.message(new Outcome(1, "", FakePrograms.recorded("k3d-subnet-taken.txt")));
    assertEquals(
        "Failed Cluster Preparation: Failed Network Preparation: failed to create cluster network:"
            + " docker failed to create new network 'k3d-machine-b': Error response from daemon:"
            + " Pool overlaps with other one on this address space",
        message);
  }

  @Test
  void textThatIsNoLogLineIsTakenAsItIs() {
    assertEquals("out of memory", K3d.message(new Outcome(137, "", "out of memory\n")));
  }

  private static K3d k3d(FakePrograms programs, Map<String, String> inherited) {
    return new K3d(programs, "tools:1", KUBECONFIG, inherited);
  }
}
