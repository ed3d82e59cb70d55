package nebula.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nebula.model.Failure;
import nebula.model.Problem;

/// All that Docker holds for one cluster, found by label and removed by Docker alone: `k3d cluster
/// delete` says that it succeeded when Docker is down, and writes to the user's kubeconfig.
final class Belongings {
  /// A node that is busy takes Docker more than half a minute to end.
  private static final Duration REMOVAL_LIMIT = Duration.ofMinutes(2);

  private final Docker docker;
  private final String cluster;

  Belongings(Docker docker, String cluster) {
    this.docker = docker;
    this.cluster = cluster;
  }

  /// Names of what is there now.
  ///
  /// @param volumes k3d's, and those that hold data
  record Found(List<String> containers, List<String> networks, List<String> volumes) {
    boolean isEmpty() {
      return containers.isEmpty() && volumes.isEmpty() && networks.isEmpty();
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>();
      containers.forEach(name -> lines.add("container " + name));
      networks.forEach(name -> lines.add("network " + name));
      volumes.forEach(name -> lines.add("volume " + name));
      return lines;
    }
  }

  Found find() throws InterruptedException {
    List<String> containers = concat(k3dContainers(), containersLabelled(Labels.CLUSTER));
    List<String> volumes =
        concat(volumesLabelled(Labels.K3D_CLUSTER), volumesLabelled(Labels.CLUSTER));
    return new Found(distinct(containers), networks(), distinct(volumes));
  }

  /// Removes what a k3d create that did not come to its end left, but no registry and no data.
  ///
  /// @return whether there was anything
  /// @throws Failure when the remains are not ours: our volume is made before k3d begins
  boolean sweepHalfMade(RegistryContainer registry) throws InterruptedException {
    List<String> containers = k3dContainers();
    List<String> networks = networks();
    if (containers.isEmpty() && networks.isEmpty()) {
      return false;
    }
    if (volumesLabelled(Labels.CLUSTER).isEmpty()) {
      throw Failure.badInput(
          Problem.of(
              "remains of a k3d cluster `%s` are there that was not made by Nebula: %s"
                  .formatted(cluster, String.join(", ", concat(containers, networks))),
              "k3d cluster delete %s; docker network rm %s"
                  .formatted(cluster, K3dNames.network(cluster))));
    }
    removeContainers(containers);
    removeVolumes(volumesLabelled(Labels.K3D_CLUSTER));
    if (!networks.isEmpty()) {
      registry.leave();
      removeNetworks(networks);
    }
    return true;
  }

  /// Removes all of it, and fails when something is left.
  void delete() throws InterruptedException {
    Found found = find();
    removeContainers(found.containers());
    removeNetworks(found.networks());
    removeVolumes(found.volumes());
    Found left = find();
    if (!left.isEmpty()) {
      throw Failure.machineLacks(
          "Docker did not delete all of the cluster "
              + cluster
              + ": "
              + String.join(", ", left.lines())
              + " still there",
          "see who uses it: docker ps -a; then run `./jbang reset.java` again");
    }
  }

  private List<String> k3dContainers() throws InterruptedException {
    return containersLabelled(Labels.K3D_CLUSTER);
  }

  private List<String> containersLabelled(String label) throws InterruptedException {
    return lines(
        docker.must(
            "list its containers",
            "ps",
            "--all",
            "--filter",
            "label=" + label + "=" + cluster,
            "--format",
            "{{.Names}}"));
  }

  private List<String> volumesLabelled(String label) throws InterruptedException {
    return lines(
        docker.must(
            "list its volumes",
            "volume",
            "ls",
            "--filter",
            "label=" + label + "=" + cluster,
            "--format",
            "{{.Name}}"));
  }

  /// By name and k3d's general label: k3d gives a network no label of its cluster.
  private List<String> networks() throws InterruptedException {
    return lines(
        docker.must(
            "list its networks",
            "network",
            "ls",
            "--filter",
            "name=^" + K3dNames.network(cluster) + "$",
            "--filter",
            "label=app=k3d",
            "--format",
            "{{.Name}}"));
  }

  private void removeContainers(List<String> names) throws InterruptedException {
    remove(names, List.of("rm", "--force", "--volumes"));
  }

  private void removeVolumes(List<String> names) throws InterruptedException {
    remove(names, List.of("volume", "rm", "--force"));
  }

  private void removeNetworks(List<String> names) throws InterruptedException {
    remove(names, List.of("network", "rm"));
  }

  /// What Docker refuses is found by the count afterwards.
  private void remove(List<String> names, List<String> command) throws InterruptedException {
    if (names.isEmpty()) {
      return;
    }
    List<String> words = new ArrayList<>(command);
    words.addAll(names);
    docker.ask(REMOVAL_LIMIT, _ -> {}, words.toArray(String[]::new));
  }

  private static List<String> lines(String out) {
    return out.lines().filter(line -> !line.isBlank()).toList();
  }

  private static List<String> concat(List<String> some, List<String> others) {
    List<String> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static List<String> distinct(List<String> names) {
    Set<String> once = new LinkedHashSet<>(names);
    return List.copyOf(once);
  }
}
