package nebula.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The kinds that Kubernetes itself has, as fabric8's model knows them. The way to a kind that is
/// there is one class lookup; only a kind that is not costs the list of all, which loads hundreds
/// of classes.
final class ManifestKinds {
  private static final String MODEL = "io.fabric8.kubernetes.api.model.";
  private static final String INDEX =
      "META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource";

  private static final String OWN_GROUPS = ".k8s.io";

  private List<Kind> all;

  private record Kind(String apiVersion, String name) {}

  /// The model of a kind; empty when fabric8 knows none.
  static Optional<Class<?>> model(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String version = apiVersion.substring(slash + 1);
    if (slash < 0) {
      return version.equals("v1") ? load(MODEL + kind) : Optional.empty();
    }
    String group = apiVersion.substring(0, slash);
    if (group.indexOf('.') >= 0 && !group.endsWith(OWN_GROUPS)) {
      return Optional.empty();
    }
    return load(MODEL + area(group, version) + kind);
  }

  /// Whether only the cluster can tell if it has the kind: it may come from a
  /// CustomResourceDefinition, or be one of the unfinished versions, of which each cluster has
  /// others.
  boolean mayBeUnknown(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return group.indexOf('.') >= 0
        && (!group.endsWith(OWN_GROUPS)
            || !isFinished(apiVersion)
            || kindsOf(apiVersion).isEmpty());
  }

  /// Neither alpha nor beta, so that its fields are the same in every cluster.
  static boolean isFinished(String apiVersion) {
    return apiVersion.indexOf("alpha") < 0 && apiVersion.indexOf("beta") < 0;
  }

  /// Names of the kinds of one API version.
  Set<String> kindsOf(String apiVersion) {
    Set<String> kinds = new TreeSet<>();
    for (Kind kind : all()) {
      if (kind.apiVersion().equals(apiVersion)) {
        kinds.add(kind.name());
      }
    }
    return kinds;
  }

  /// The API versions that have the kind, the most finished first.
  List<String> apiVersionsOf(String kind) {
    List<String> versions = new ArrayList<>();
    for (Kind known : all()) {
      if (known.name().equals(kind) && !known.apiVersion().startsWith("extensions/")) {
        versions.add(isFinished(known.apiVersion()) ? 0 : versions.size(), known.apiVersion());
      }
    }
    return versions;
  }

  /// The part of the package's name that stands for an API version, with a dot behind it. It has to
  /// be right at once: a class that is not there is looked for in every jar.
  private static String area(String group, String version) {
    int dot = group.indexOf('.');
    String first = dot < 0 ? group : group.substring(0, dot);
    return switch (first) {
      case "apps", "rbac", "storage", "authentication" ->
          version.equals("v1") ? first + "." : first + "." + version + ".";
      case "apiregistration" -> "";
      case "gateway" -> "gatewayapi." + version + ".";
      default -> first + "." + version + ".";
    };
  }

  private static Optional<Class<?>> load(String name) {
    try {
      Class<?> model = Class.forName(name, false, ManifestKinds.class.getClassLoader());
      return HasMetadata.class.isAssignableFrom(model) ? Optional.of(model) : Optional.empty();
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private synchronized List<Kind> all() {
    if (all == null) {
      all = new ArrayList<>();
      try {
        Enumeration<URL> indexes = ManifestKinds.class.getClassLoader().getResources(INDEX);
        while (indexes.hasMoreElements()) {
          try (InputStream index = indexes.nextElement().openStream()) {
            new String(index.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::addKind);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the list of Kubernetes' kinds cannot be read", e);
      }
    }
    return all;
  }

  private void addKind(String className) {
    load(className.strip())
        .map(model -> model.asSubclass(HasMetadata.class))
        .ifPresent(model ->
            all.add(new Kind(HasMetadata.getApiVersion(model), HasMetadata.getKind(model))));
  }
}
