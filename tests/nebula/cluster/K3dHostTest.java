package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nebula.event.EventBus;
import nebula.model.ClusterSettings;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.RegistrySettings;
import nebula.process.FakePrograms;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class K3dHostTest {
  private static final ClusterSettings CLUSTER =
      new ClusterSettings("nebula", "k3s:1", "tools:1", "10.9.0.0/24", List.of());
  private static final RegistrySettings REGISTRY =
      new RegistrySettings("reg", "registry:2", 1, List.of("docker.io"));

  private final FakePrograms programs = new FakePrograms();
  @TempDir Path state;
  private ClusterHost host;
  private RegistrySettings used = REGISTRY;

  @BeforeEach
  void nothingIsThereAtFirst() {
    host = new K3dHost(programs, new EventBus(), CLUSTER, REGISTRY, state);
    programs
        .failing("docker container inspect", "Error response from daemon: No such container: x\n")
        .on("docker ps", "")
        .on("docker volume ls", "")
        .on("docker network ls", "")
        .on("docker info", "2\n");
  }

  @Test
  void aClusterThatRunsCostsOneCallOfDockerAndNoneOfK3d() throws Exception {
    runsAndWasSeenReady();
    ClusterAccess access = host.ensure();
    assertEquals(new ClusterAccess(state.resolve("kubeconfig"), "k3d-nebula"), access);
    assertEquals(1, programs.commands().size(), programs.commands().toString());
    assertEquals(Optional.of(access), host.running());
    assertEquals(List.of(), host.plan().steps());
  }

  @Test
  void plansWhatIsMissing() throws Exception {
    assertEquals(
        List.of("create the cluster nebula from k3s:1", "create the registry reg on 127.0.0.1:1"),
        host.plan().steps());
    assertEquals(Optional.empty(), host.running());
    exists(node("exited", "nebula", CLUSTER), registry("running", REGISTRY));
    assertEquals(List.of("start the cluster nebula, which is stopped"), host.plan().steps());
    exists(node("paused", "nebula", CLUSTER), registry("exited", REGISTRY));
    assertEquals(
        List.of(
            "wake the cluster nebula, which is paused", "start the registry reg on 127.0.0.1:1"),
        host.plan().steps());
  }

  @Test
  void whatIsAbsentIsMadeAndItsKubeconfigKeptHere() throws Exception {
    freePort();
    createSucceeds();
    ClusterAccess access = host.ensure();
    assertEquals("client-certificate-data: x", Files.readString(access.kubeconfig()));
    assertEquals(1, programs.asked("k3d cluster create nebula").size());
    assertEquals(1, programs.asked("docker run").size());
    assertEquals(
        1, programs.asked("docker exec --interactive k3d-nebula-server-0 kubectl apply").size());
    assertEquals(List.of(), programs.asked("docker rm"));
    int calls = programs.commands().size();
    host.ensure();
    assertEquals(calls + 1, programs.commands().size(), "the second time it only looks");
  }

  @Test
  void waitsUntilTheNodeItselfSaysThatItIsReady() throws Exception {
    freePort();
    createSucceeds();
    AtomicInteger asked = new AtomicInteger();
    programs.on(
        "docker exec k3d-nebula-server-0 kubectl get nodes",
        () ->
            switch (asked.incrementAndGet()) {
              case 1 -> new Outcome(1, "", "connection refused");
              case 2 -> ok("False 2026-11-25T00:00:10Z\n");
              default -> ok("True 2026-11-25T00:00:11Z\n");
            });
    host.ensure();
    assertEquals(3, asked.get());
  }

  @Test
  void whatAnInterruptedRunLeftIsSweptAndMadeAgain() throws Exception {
    freePort();
    createSucceeds();
    AtomicReference<String> left = new AtomicReference<>("k3d-nebula-tools\n");
    programs
        .on("docker ps --all --filter label=k3d.cluster=nebula", () -> ok(left.get()))
        .on("docker rm --force --volumes k3d-nebula-tools", () -> ok(left.getAndSet("")))
        .on("docker network ls", () -> ok(left.get().isEmpty() ? "" : "k3d-nebula\n"))
        .on("docker volume ls --filter label=nebula.dev/cluster=nebula", "nebula-data\n");
    host.ensure();
    assertEquals("", left.get());
    assertEquals(1, programs.asked("k3d cluster create nebula").size());
    assertEquals(List.of(), programs.asked("docker volume rm"), "the data stays");
  }

  @Test
  void aCreateThatFailsLeavesNothingHalfMade() {
    freePort();
    createSucceeds();
    AtomicReference<String> left = new AtomicReference<>("");
    programs
        .on(
            "k3d cluster create",
            () -> {
              left.set("k3d-nebula-server-0\n");
              return new Outcome(1, "", "level=fatal msg=\"node failed\"\n");
            })
        .on("docker ps --all --filter label=k3d.cluster=nebula", () -> ok(left.get()))
        .on("docker volume ls --filter label=nebula.dev/cluster=nebula", "nebula-data\n")
        .on("docker logs", "")
        .on("docker rm --force --volumes k3d-nebula-server-0", () -> ok(left.getAndSet("")));
    Failure failure = assertThrows(Failure.class, host::ensure);
    assertTrue(failure.getMessage().contains("node failed"), failure.getMessage());
    assertEquals("", left.get());
  }

  @Test
  void aClusterOfOtherSettingsIsSaidAndNotTouched() {
    ClusterSettings others =
        new ClusterSettings("nebula", "k3s:0", "tools:1", "10.9.0.0/24", List.of());
    exists(node("running", "nebula", others), registry("running", REGISTRY));
    Failure failure = assertThrows(Failure.class, host::ensure);
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertTrue(
        failure.getMessage().contains("cluster.image is `k3s:0` there and `k3s:1` here"),
        failure.getMessage());
    assertTrue(failure.getMessage().contains("./jbang reset.java"), failure.getMessage());
    assertOnlyLooked();
  }

  @Test
  void aClusterThatIsNotOursIsSaidAndNotTouched() throws Exception {
    exists(node("running", "", CLUSTER));
    Failure failure = assertThrows(Failure.class, host::ensure);
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertTrue(failure.getMessage().contains("not made by Nebula"), failure.getMessage());
    assertThrows(Failure.class, host::plan);
    assertThrows(Failure.class, host::delete);
    assertEquals(failure.getMessage(), assertThrows(Failure.class, host::belongings).getMessage());
    assertEquals(Optional.empty(), host.running());
    assertOnlyLooked();
  }

  @Test
  void aRegistryThatIsNotOursIsSaidAndNotTouched() {
    exists(node("running", "nebula", CLUSTER), "/reg\tr\trunning\tt\t\t\t\tbridge \n");
    Failure failure = assertThrows(Failure.class, host::ensure);
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertTrue(failure.getMessage().contains("registry.name"), failure.getMessage());
    assertOnlyLooked();
  }

  @Test
  void remainsOfSomebodyElsesCreateAreNotSwept() {
    programs.on("docker network ls", "k3d-nebula\n");
    freePort();
    Failure failure = assertThrows(Failure.class, host::ensure);
    assertTrue(failure.getMessage().contains("docker network rm k3d-nebula"), failure.getMessage());
    assertEquals(List.of(), programs.asked("docker network rm"));
  }

  @Test
  void anAbsentK3dIsNamedWithTheWayToGetIt() {
    freePort();
    programs
        .on("docker volume create", "nebula-data")
        .on("docker image inspect", "sha256:1")
        .on("k3d version", () -> machineLacks("k3d is not installed"));
    Failure failure = assertThrows(Failure.class, host::ensure);
    assertEquals(ExitCode.MACHINE_LACKS, failure.exitCode());
    assertTrue(failure.getMessage().startsWith("k3d is not installed"), failure.getMessage());
    assertEquals(List.of(), programs.asked("k3d cluster"));
  }

  @Test
  void anImageThatCannotBePulledStopsTheCreateBeforeItBegins() {
    freePort();
    programs
        .on("docker volume create", "nebula-data")
        .on("k3d version", FakePrograms.recorded("k3d-version.json"))
        .on("docker image inspect", "sha256:1")
        .failing("docker image inspect --format {{.Id}} k3s:1", "No such image: k3s:1")
        .failing("docker pull k3s:1", "dial tcp: lookup registry-1.docker.io: no such host");
    Failure failure = assertThrows(Failure.class, host::ensure);
    assertEquals(ExitCode.MACHINE_LACKS, failure.exitCode());
    assertTrue(failure.getMessage().startsWith("cannot pull k3s:1: "), failure.getMessage());
    assertEquals(List.of(), programs.asked("k3d cluster"));
  }

  @Test
  void aPortThatIsTakenIsToldBeforeAnythingIsMade() throws Exception {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RegistrySettings taken =
          new RegistrySettings("reg", "registry:2", listening.getLocalPort(), List.of());
      programs.on("ss", FakePrograms.recorded("ss-process.txt"));
      ClusterHost onTaken = new K3dHost(programs, new EventBus(), CLUSTER, taken, state);
      Failure failure = assertThrows(Failure.class, onTaken::ensure);
      assertEquals(ExitCode.MACHINE_LACKS, failure.exitCode());
      assertTrue(failure.getMessage().contains("is taken by python3 (pid "), failure.getMessage());
      assertTrue(failure.getMessage().contains("registry.port"), failure.getMessage());
      assertEquals(List.of(), programs.asked("docker volume create"));
    }
  }

  @Test
  void deleteRemovesWhatIsOursAndLeavesNoFile() throws Exception {
    runsAndWasSeenReady();
    AtomicReference<String> containers = new AtomicReference<>("k3d-nebula-server-0\n");
    programs
        .on("docker ps --all --filter label=k3d.cluster=nebula", () -> ok(containers.get()))
        .on("docker rm", () -> ok(containers.getAndSet("")));
    assertEquals(List.of("container k3d-nebula-server-0"), host.belongings());
    host.delete();
    assertEquals(
        List.of("docker rm --force --volumes k3d-nebula-server-0"), programs.asked("docker rm"));
    assertFalse(Files.exists(state.resolve("kubeconfig")));
  }

  @Test
  void aDeleteThatLeavesSomethingIsNoSuccess() {
    programs
        .on("docker volume ls --filter label=nebula.dev/cluster=nebula", "nebula-data\n")
        .failing("docker volume rm", "volume is in use");
    Failure failure = assertThrows(Failure.class, host::delete);
    assertTrue(failure.getMessage().contains("volume nebula-data still there"));
  }

  @Test
  void aDeleteWithoutDockerIsNoSuccess() {
    programs.failing("docker", "Cannot connect to the Docker daemon at unix:///x.\n");
    Failure failure = assertThrows(Failure.class, host::delete);
    assertEquals(ExitCode.MACHINE_LACKS, failure.exitCode());
  }

  private void runsAndWasSeenReady() {
    exists(node("running", "nebula", CLUSTER), registry("running", REGISTRY));
    StateFiles files = new StateFiles(state);
    files.writeKubeconfig("client-certificate-data");
    files.rememberReady(
        new FoundContainer("n", "id", "running", "t", "nebula", "nebula", "", List.of()));
  }

  /// After k3d's create the node is there, as settings want it; the registry after docker's run.
  private void createSucceeds() {
    AtomicReference<String> node = new AtomicReference<>("");
    AtomicReference<String> registry = new AtomicReference<>("");
    programs
        .on("docker container inspect", () -> ok(node.get() + registry.get()))
        .on("docker volume create", "")
        .on("docker image inspect", "sha256:1")
        .on("docker network", "")
        .on("docker network ls", "")
        .on("k3d version", FakePrograms.recorded("k3d-version.json"))
        .on("k3d kubeconfig get nebula", "client-certificate-data: x")
        .on("docker exec", "")
        .on("docker exec k3d-nebula-server-0 kubectl get nodes", "True 2026-11-25T00:00:11Z\n")
        .on("docker run", () -> ok(set(registry, registry("running", used))))
        .on(
            "k3d cluster create",
            () ->
                ok(
                    set(
                        node,
                        node("running", "nebula", CLUSTER)
                            .replace("\tt\t", "\t2026-11-25T00:00:10Z\t"))));
  }

  private void exists(String... containers) {
    programs.on("docker container inspect", String.join("", containers));
  }

  private static String node(String status, String owner, ClusterSettings settings) {
    return "/k3d-nebula-server-0\tid\t%s\tt\tnebula\t%s\t%s\tk3d-nebula \n"
        .formatted(status, owner, owner.isEmpty() ? "" : Settings.of(settings, REGISTRY).text());
  }

  private static String registry(String status, RegistrySettings settings) {
    return "/reg\tr\t%s\tt\t\tnebula\t%s\tbridge k3d-nebula \n"
        .formatted(status, Settings.of(settings).text());
  }

  private void assertOnlyLooked() {
    assertTrue(
        programs.commands().stream()
            .allMatch(command -> command.arguments().get(2).equals("inspect")),
        programs.commands().toString());
  }

  /// Port 1 of the settings may not be bound by a test; one that the system just gave out may.
  private void freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      used = new RegistrySettings("reg", "registry:2", socket.getLocalPort(), List.of("docker.io"));
      host = new K3dHost(programs, new EventBus(), CLUSTER, used, state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String set(AtomicReference<String> place, String value) {
    place.set(value);
    return value;
  }

  private static Outcome ok(String out) {
    return new Outcome(0, out, "");
  }

  private static Outcome machineLacks(String what) {
    throw Failure.machineLacks(what, "install it");
  }
}
