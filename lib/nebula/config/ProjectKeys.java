package nebula.config;

import java.util.List;
import java.util.Optional;
import nebula.model.DashboardSettings;

/// The keys of `nebula.yaml`; all have defaults.
final class ProjectKeys {
  private static final TextType LABEL =
      Names.label("a name of a-z, 0-9 and '-', at most 63 characters");

  private static final int MOST_BUILDS = 64;

  static final Key<String> NAMESPACE =
      Key.optional("namespace", LABEL, "The namespace that all objects live in.").or("default");

  static final Key<String> CLUSTER_NAME =
      Key.optional(
              "name",
              Names.label(
                  "a name of a-z, 0-9 and '-', at most 32 characters", Names.LONGEST_CLUSTER),
              "The k3d cluster's name; the kubectl context is `k3d-NAME`.")
          .or("nebula");
  static final Key<String> CLUSTER_IMAGE =
      Key.optional("image", ImageNames.reference(), "The k3s image of the node.")
          .or("rancher/k3s:v1.34.4-k3s1");
  static final Key<String> TOOLS_IMAGE =
      Key.optional(
              "toolsImage",
              ImageNames.reference(),
              "k3d's helper, needed at each create and start.")
          .or("ghcr.io/k3d-io/k3d-tools:5.9.0");
  static final Key<String> SUBNET =
      Key.optional(
              "subnet",
              Addresses.subnet(),
              "The cluster's Docker network; change it when something else has this one.")
          .or("172.29.0.0/16");
  static final Key<List<String>> K3S_ARGUMENTS =
      Key.optional(
              "k3sArguments",
              ListType.of("a list of arguments", TextType.any("an argument of k3s")),
              "Arguments of the k3s server; a list here takes the place of the default.")
          .or(List.of("--disable=traefik,servicelb,metrics-server", "--disable-network-policy"));
  static final Key<Section> CLUSTER =
      Key.optional(
          "cluster",
          MapType.ofSection(
              "a map of the cluster's settings",
              List.of(CLUSTER_NAME, CLUSTER_IMAGE, TOOLS_IMAGE, SUBNET, K3S_ARGUMENTS)),
          "The k3d cluster.");

  static final Key<String> REGISTRY_NAME =
      Key.optional("name", LABEL, "The registry's container, and its host name inside the cluster.")
          .or("nebula-registry");
  static final Key<String> REGISTRY_IMAGE =
      Key.optional("image", ImageNames.reference(), "The image of the registry.").or("registry:2");
  static final Key<Integer> REGISTRY_PORT =
      Key.optional(
              "port",
              WholeType.port(),
              "Its port on 127.0.0.1; inside the cluster's network it is always 5000.")
          .or(5000);
  static final Key<List<String>> MIRRORS =
      Key.optional(
              "mirrors",
              ListType.of("a list of registries' hosts", ImageNames.registryHost()),
              "Registries whose images the nodes look for here first.")
          .or(List.of("docker.io", "ghcr.io", "quay.io", "registry.k8s.io"));
  static final Key<Section> REGISTRY =
      Key.optional(
          "registry",
          MapType.ofSection(
              "a map of the registry's settings",
              List.of(REGISTRY_NAME, REGISTRY_IMAGE, REGISTRY_PORT, MIRRORS)),
          "The registry beside the cluster.");

  static final Key<Integer> DASHBOARD_PORT =
      Key.optional("port", WholeType.port(), "Its port on 127.0.0.1.")
          .or(DashboardSettings.DEFAULT.port());
  static final Key<List<String>> ALLOW_HOSTS =
      Key.optional(
              "allowHosts",
              ListType.of("a list of host names", hostName()),
              "Names, beside localhost, by which a browser may ask for the page.")
          .or(List.of());
  static final Key<Integer> LOG_MEGABYTES =
      Key.optional(
              "logMegabytes",
              new WholeType(16, 100_000),
              "How much of each service's logs is kept on disk; the oldest go first.")
          .or(DashboardSettings.DEFAULT.logMegabytes());
  static final Key<Section> DASHBOARD =
      Key.optional(
          "dashboard",
          MapType.ofSection(
              "a map of the page's settings", List.of(DASHBOARD_PORT, ALLOW_HOSTS, LOG_MEGABYTES)),
          "The page that a run serves, and the logs that it shows.");

  static final Key<List<String>> ALLOW_CONTEXTS =
      Key.optional(
              "allowContexts",
              ListType.of("a list of kubectl contexts", TextType.any("the name of a context")),
              "Contexts that may be written to beside the cluster's own.")
          .or(List.of());
  static final Key<Integer> PARALLEL_BUILDS =
      Key.optional(
              "parallelBuilds",
              new WholeType(1, MOST_BUILDS),
              "How many images are built side by side at most.")
          .or(2);
  static final Key<List<Located<String>>> SERVICES =
      Key.optional(
              "services",
              ListType.of(
                  "a list of folders", Located.type(TextType.any("a folder below this file"))),
              "Folders that are walked for `service.yaml` files.")
          .otherwise("`[services]`");

  static final List<Key<?>> ALL =
      List.of(NAMESPACE, CLUSTER, REGISTRY, PARALLEL_BUILDS, DASHBOARD, ALLOW_CONTEXTS, SERVICES);

  static final MapType<Section> PROJECT = MapType.ofSection("a map of the project's keys", ALL);

  private static TextType hostName() {
    return new TextType(
        new Shape.Text("a host name without a port", "^[A-Za-z0-9.-]+$"),
        text ->
            text.chars().allMatch(sign -> sign < 128 && isOfHost((char) sign))
                ? Optional.empty()
                : Optional.of(
                    new TextType.Complaint(
                        "that is no host name", "write it without port and scheme")));
  }

  private static boolean isOfHost(char sign) {
    return Character.isLetterOrDigit(sign) || sign == '.' || sign == '-';
  }

  private ProjectKeys() {}
}
