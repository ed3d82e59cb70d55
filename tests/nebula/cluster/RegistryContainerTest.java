package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nebula.event.EventBus;
import nebula.model.ClusterSettings;
import nebula.model.Failure;
import nebula.model.RegistrySettings;
import nebula.process.FakePrograms;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.Test;

class RegistryContainerTest {
  private static final RegistrySettings SETTINGS =
      new RegistrySettings("reg", "registry:2", 5001, List.of("docker.io"));

  private final FakePrograms programs =
      new FakePrograms()
          .on("docker image inspect", "sha256:1")
          .on("docker volume create", "reg")
          .on("docker run", "id")
          .on("docker rm", "")
          .on("docker start", "")
          .on("docker network connect", "");

  @Test
  void isMadeOnThisMachineOnlyWithItsImagesOnAVolumeAndJoinsTheNetworkAtItsEnd() throws Exception {
    registry().ensure(Optional.empty());
    String run = programs.asked("docker run").getFirst();
    for (String part :
        List.of(
            "--publish=127.0.0.1:5001:5000",
            "--volume=reg:/var/lib/registry",
            "--env=REGISTRY_STORAGE_DELETE_ENABLED=true",
            "--label=nebula.dev/cluster=nebula",
            "--name=reg")) {
      assertTrue(run.contains(part), run);
    }
    assertEquals(
        List.of("docker network connect --ip 10.9.0.254 k3d-nebula reg"),
        programs.asked("docker network"));
  }

  @Test
  void waitsForTheNetworkThatK3dIsJustMaking() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    programs.on(
        "docker network connect",
        () ->
            tries.incrementAndGet() < 3
                ? new Outcome(1, "", "Error response from daemon: network k3d-nebula not found")
                : new Outcome(0, "", ""));
    registry().ensure(Optional.empty());
    assertEquals(3, tries.get());
  }

  @Test
  void isLeftAloneWhenItIsUpAndJoined() throws Exception {
    registry().ensure(Optional.of(found("running", 5001, "k3d-nebula")));
    assertEquals(List.of(), programs.commands());
  }

  @Test
  void isStartedWhenItIsStopped() throws Exception {
    registry().ensure(Optional.of(found("exited", 5001, "k3d-nebula")));
    assertEquals(List.of("docker start reg"), programs.asked("docker"));
  }

  @Test
  void isMadeAnewWhenItsNetworkIsGone() throws Exception {
    programs.failing("docker start", "network 69081f33 not found");
    registry().ensure(Optional.of(found("exited", 5001, "k3d-nebula")));
    assertEquals(1, programs.asked("docker run").size());
    assertEquals(1, programs.asked("docker network connect").size());
  }

  @Test
  void isMadeAnewOnAnotherPortBecauseItsImagesAreOnTheVolume() throws Exception {
    registry().ensure(Optional.of(found("running", 5000, "k3d-nebula")));
    assertEquals(List.of("docker rm --force reg"), programs.asked("docker rm"));
    assertEquals(1, programs.asked("docker run").size());
    assertEquals(List.of(), programs.asked("docker volume rm"));
  }

  @Test
  void saysWhoHasThePortThatDockerCouldNotGet() {
    programs
        .failing("docker run", "Bind for 127.0.0.1:5001 failed: port is already allocated")
        .on("ss", "")
        .on("lsof", "")
        .on("docker ps --filter publish=5001", "other-registry\n");
    Failure failure = assertThrows(Failure.class, () -> registry().ensure(Optional.empty()));
    assertTrue(
        failure
            .getMessage()
            .contains(
                "port 5001, which the registry reg needs, is taken by the"
                    + " container other-registry; set another registry.port in nebula.yaml"),
        failure.getMessage());
    assertEquals(List.of("docker rm --force reg"), programs.asked("docker rm"));
  }

  private RegistryContainer registry() {
    Docker docker = new Docker(programs);
    EventBus events = new EventBus();
    return new RegistryContainer(
        docker,
        events,
        new HostImages(docker, events),
        new PortOwner(programs),
        new ClusterSettings("nebula", "k3s:1", "tools:1", "10.9.0.0/24", List.of()),
        SETTINGS);
  }

  private static FoundContainer found(String status, int port, String network) {
    RegistrySettings settings = new RegistrySettings("reg", "registry:2", port, List.of());
    return new FoundContainer(
        "reg", "r", status, "t", "", "nebula", Settings.of(settings).text(), List.of(network));
  }
}
