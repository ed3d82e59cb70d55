package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import nebula.model.Failure;
import nebula.process.FakePrograms;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.Test;

class InspectionTest {

  @Test
  void readsNodeAndRegistryAsRecorded() throws Exception {
    FakePrograms programs =
        new FakePrograms()
            .on("docker container inspect", FakePrograms.recorded("inspect-running.txt"));
    List<FoundContainer> found =
        new Inspection(new Docker(programs)).of("k3d-machine-a-server-0", "machine-a-registry");

    FoundContainer node = found.getFirst();
    assertEquals("k3d-machine-a-server-0", node.name());
    assertEquals("running", node.status());
    assertEquals("machine-a", node.k3dCluster());
    assertEquals("machine-a", node.nebulaCluster());
    assertEquals(List.of("k3d-machine-a"), node.networks());
    FoundContainer registry = found.getLast();
    assertEquals("machine-a-registry", registry.name());
    assertEquals("", registry.k3dCluster());
    assertEquals("registry.image=registry:2 | registry.port=5961", registry.settings());
    assertEquals(List.of("bridge", "k3d-machine-a"), registry.networks());
    assertEquals(1, programs.commands().size());
  }

  @Test
  void aClusterThatAnotherMadeHasNoLabelsOfOurs() {
    FoundContainer node = Inspection.read(FakePrograms.recorded("inspect-foreign.txt")).getFirst();
    assertEquals("kube-lab", node.k3dCluster());
    assertEquals("", node.nebulaCluster());
    assertEquals("", node.settings());
  }

  @Test
  void containersThatAreNotThereAreLeftOut() throws Exception {
    FakePrograms programs =
        new FakePrograms()
            .on(
                "docker container inspect",
                () ->
                    new Outcome(
                        1,
                        "\n",
                        """
                        Error response from daemon: No such container: a
                        Error response from daemon: No such container: b
                        """));
    assertEquals(List.of(), new Inspection(new Docker(programs)).of("a", "b"));
  }

  @Test
  void anyOtherErrorIsNotTakenForAbsence() {
    FakePrograms programs =
        new FakePrograms().failing("docker container inspect", "template parsing error\n");
    assertThrows(Failure.class, () -> new Inspection(new Docker(programs)).of("a"));
  }
}
