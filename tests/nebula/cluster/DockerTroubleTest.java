package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.process.FakePrograms;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerTroubleTest {

  /// What docker 26 and 28 print, recorded; the last three are those of other versions and systems.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running? | Docker is not running: | docker
          permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://x": connect: permission denied | this user may not use Docker: | usermod -aG docker
          Failed to initialize: unable to resolve docker endpoint: context "nosuch": context not found | Docker's context is broken: | docker context use default
          failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running | Docker is not running: | docker
          permission denied while trying to connect to the docker API at unix:///var/run/docker.sock | this user may not use Docker: | usermod -aG docker
          error during connect: this error may indicate that the docker daemon is not running | Docker is not running: | docker
          """)
  void isNamedWithTheCommandThatMends(String err, String what, String mend) {
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                new Docker(new FakePrograms().on("docker", () -> new Outcome(1, "", err)))
                    .ask("ps"));
    assertEquals(ExitCode.MACHINE_LACKS, failure.exitCode());
    assertTrue(failure.getMessage().startsWith(what), failure.getMessage());
    assertTrue(failure.getMessage().contains(mend), failure.getMessage());
    assertTrue(failure.getMessage().contains("./jbang up.java --rehearse"), failure.getMessage());
  }

  @Test
  void aContainerThatIsNotThereIsNoTroubleWithDocker() {
    assertEquals(
        Optional.empty(), DockerTrouble.of("Error response from daemon: No such container: x"));
  }
}
