package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import nebula.model.Failure;
import nebula.process.FakePrograms;
import nebula.process.ZtPrograms;
import org.junit.jupiter.api.Test;

class PortOwnerTest {

  @Test
  void isAProcessWithItsPid() throws Exception {
    FakePrograms programs = new FakePrograms().on("ss", FakePrograms.recorded("ss-process.txt"));
    Optional<String> owner = new PortOwner(programs).of(5963);
    assertTrue(owner.orElseThrow().matches("python3 \\(pid \\d+\\)"), owner.toString());
  }

  @Test
  void isTheContainerForWhichDockerListens() throws Exception {
    FakePrograms programs =
        new FakePrograms()
            .on("ss", FakePrograms.recorded("ss-docker-proxy.txt"))
            .on("docker ps --filter publish=5961", "temporal-db\n");
    assertEquals(Optional.of("the container temporal-db"), new PortOwner(programs).of(5961));
  }

  @Test
  void ofAnotherUserIsAskedOfDockerToo() throws Exception {
    FakePrograms programs =
        new FakePrograms()
            .on("ss", FakePrograms.recorded("ss-not-mine.txt"))
            .on("lsof", "")
            .on("docker ps", "web\n");
    assertEquals(Optional.of("the container web"), new PortOwner(programs).of(5961));
  }

  @Test
  void isReadFromLsofWhereThereIsNoSs() throws Exception {
    FakePrograms programs =
        new FakePrograms().on("ss", PortOwnerTest::absent).on("lsof", "p123\ncpostgres\n");
    assertEquals(Optional.of("postgres (pid 123)"), new PortOwner(programs).of(5432));
  }

  @Test
  void isAirPlayWhereMacOsSaysControlCenter() {
    assertEquals(
        Optional.of("AirPlay Receiver (ControlCenter) (pid 431)"),
        PortOwner.readLsof("p431\ncControlCe\n"));
  }

  @Test
  void isUnknownWhereNoToolIs() throws Exception {
    FakePrograms programs =
        new FakePrograms()
            .on("ss", PortOwnerTest::absent)
            .on("lsof", PortOwnerTest::absent)
            .on("docker", PortOwnerTest::absent);
    assertEquals(Optional.empty(), new PortOwner(programs).of(5432));
  }

  @Test
  void findsThisProcessForReal() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Optional<String> owner = new PortOwner(new ZtPrograms()).of(listening.getLocalPort());
      assertTrue(owner.orElseThrow().contains("pid " + ProcessHandle.current().pid()));
    }
  }

  private static nebula.process.Programs.Outcome absent() {
    throw Failure.machineLacks("it is not installed", "install it");
  }
}
