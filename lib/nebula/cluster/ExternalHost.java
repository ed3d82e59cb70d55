package nebula.cluster;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Failure;
import nebula.model.Problem;

/// A cluster that somebody else keeps, by the name of a context in the user's kubeconfig. Never
/// creates or deletes anything.
public final class ExternalHost implements ClusterHost {
  private final String context;
  private final List<Path> kubeconfigs;

  /// @param kubeconfigs searched in order, as kubectl does with `KUBECONFIG`
  public ExternalHost(String context, List<Path> kubeconfigs) {
    this.context = context;
    this.kubeconfigs = List.copyOf(kubeconfigs);
  }

  /// The user's kubeconfig files: those of `KUBECONFIG`, else `~/.kube/config`.
  ///
  /// @param variable the value of `KUBECONFIG`; null when it is not set
  public static List<Path> kubeconfigs(String variable, Path home) {
    if (variable == null || variable.isBlank()) {
      return List.of(home.resolve(".kube").resolve("config"));
    }
    List<Path> files = new ArrayList<>();
    for (String name : variable.split(java.io.File.pathSeparator)) {
      if (!name.isBlank()) {
        files.add(Path.of(name));
      }
    }
    return files;
  }

  /// @throws Failure when no kubeconfig has the context
  @Override
  public ClusterAccess ensure() {
    return running().orElseThrow(this::unknownContext);
  }

  @Override
  public Optional<ClusterAccess> running() {
    return kubeconfigs.stream()
        .filter(file -> contexts(file).contains(context))
        .findFirst()
        .map(file -> new ClusterAccess(file, context));
  }

  @Override
  public HostPlan plan() {
    return new HostPlan(List.of(), Optional.of(ensure()));
  }

  @Override
  public List<String> belongings() {
    return List.of();
  }

  @Override
  public void delete() {
    throw Failure.badInput(
        Problem.of(
            "the cluster of context `" + context + "` was not made by Nebula and is not deleted",
            "./jbang down.java --volumes --context " + context + " removes the services from it"));
  }

  private static List<String> contexts(Path file) {
    if (!Files.isReadable(file)) {
      return List.of();
    }
    try {
      Config config = KubeConfigUtils.parseConfig(file.toFile());
      return config.getContexts().stream().map(NamedContext::getName).toList();
    } catch (KubernetesClientException unreadable) {
      throw Failure.badInput(
          Problem.of(
              "the kubeconfig " + file + " cannot be read: " + unreadable.getMessage(),
              "kubectl config view --kubeconfig " + file));
    }
  }

  private Failure unknownContext() {
    List<String> known = kubeconfigs.stream().flatMap(file -> contexts(file).stream()).toList();
    String files = String.join(", ", kubeconfigs.stream().map(Path::toString).toList());
    return Failure.badInput(
        Problem.of(
            "there is no kubectl context `%s` in %s; there are: %s"
                .formatted(context, files, known.isEmpty() ? "none" : String.join(", ", known)),
            "kubectl config get-contexts"));
  }
}
