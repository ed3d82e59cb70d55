package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nebula.event.EventBus;
import nebula.model.ClusterSettings;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.RegistrySettings;
import nebula.process.FakePrograms;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class K3dClusterTest {
  private static final RegistrySettings REGISTRY =
      new RegistrySettings("reg", "registry:2", 5001, List.of("docker.io"));

  private final FakePrograms programs =
      new FakePrograms().on("docker info", "2\n").on("docker volume create", "nebula-data");
  @TempDir Path state;

  @Test
  void asksK3dForOneServerWithoutLoadBalancerAndForNoChangeOfTheUsersKubeconfig() throws Exception {
    String command = String.join(" ", cluster("k3s:1").createCommand());
    assertTrue(command.startsWith("cluster create nebula --image k3s:1 --servers 1 --no-lb "));
    for (String part :
        List.of(
            "--api-port 127.0.0.1:random",
            "--subnet 10.9.0.0/24",
            "--timeout 120s",
            "--registry-config " + state.resolve("registries.yaml"),
            "--kubeconfig-update-default=false",
            "--kubeconfig-switch-context=false",
            "--volume nebula-data:/var/lib/rancher/k3s/storage@server:0",
            "--runtime-label nebula.dev/cluster=nebula@server:0",
            "--k3s-arg --disable=traefik,servicelb,metrics-server@server:0",
            "--k3s-arg --disable-network-policy@server:0",
            "--k3s-arg --kube-controller-manager-arg=kube-api-qps=200@server:0",
            "--k3s-arg --kubelet-arg=image-gc-high-threshold=95@server:0",
            "--k3s-arg --kubelet-arg=max-pods=50@server:0")) {
      assertTrue(command.contains(part), part + " is not in " + command);
    }
    assertFalse(command.contains("--no-image-volume"));
    assertTrue(Files.readString(state.resolve("registries.yaml")).contains("http://reg:5000"));
  }

  @Test
  void anAtSignInASettingIsNoChoiceOfNodes() throws Exception {
    String command = String.join(" ", cluster("k3s:1@sha256:12").createCommand());
    assertTrue(
        command.contains("--runtime-label nebula.dev/settings=cluster.image=k3s:1\\@sha256:12 |"));
  }

  @Test
  void onlyAHostWithCgroupV1GetsTheKubeletTold() throws Exception {
    assertFalse(commandAfterPrepare().contains("fail-cgroupv1"));
    programs.on("docker info", "1\n");
    assertTrue(
        commandAfterPrepare().contains("--k3s-arg --kubelet-arg=fail-cgroupv1=false@server"));
  }

  @Test
  void aSubnetThatAnotherNetworkHasIsBadInput() {
    programs.on(
        "k3d cluster create",
        () -> new Outcome(1, "", FakePrograms.recorded("k3d-subnet-taken.txt")));
    Failure failure = assertThrows(Failure.class, () -> cluster("k3s:1").create());
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertTrue(failure.getMessage().contains("10.9.0.0/24"), failure.getMessage());
    assertTrue(failure.getMessage().contains("cluster.subnet"), failure.getMessage());
  }

  @Test
  void aNodeThatDiesIsToldWithItsLastError() {
    programs
        .failing("k3d cluster create", "time=\"t\" level=fatal msg=\"node failed to get ready\"")
        .on(
            "docker logs",
            () -> new Outcome(0, "", "level=info a\nlevel=fatal msg=\"no memory cgroup\"\nbye\n"));
    Failure failure = assertThrows(Failure.class, () -> cluster("k3s:1").create());
    assertEquals(ExitCode.MACHINE_LACKS, failure.exitCode());
    assertTrue(failure.getMessage().contains("node failed to get ready"), failure.getMessage());
    assertTrue(failure.getMessage().contains("no memory cgroup"), failure.getMessage());
  }

  private String commandAfterPrepare() throws InterruptedException {
    programs
        .on("k3d version", FakePrograms.recorded("k3d-version.json"))
        .on("docker volume create", "nebula-data")
        .on("docker image inspect", "sha256:1");
    K3dCluster cluster = cluster("k3s:1");
    cluster.prepare();
    return String.join(" ", cluster.createCommand());
  }

  private K3dCluster cluster(String image) {
    Docker docker = new Docker(programs);
    StateFiles files = new StateFiles(state);
    ClusterSettings settings =
        new ClusterSettings(
            "nebula", image, "tools:1", "10.9.0.0/24", List.of("--kubelet-arg=max-pods=50"));
    return new K3dCluster(
        docker,
        new K3d(programs, "tools:1", files.kubeconfig(), Map.of()),
        new HostImages(docker, new EventBus()),
        files,
        settings,
        REGISTRY);
  }
}
