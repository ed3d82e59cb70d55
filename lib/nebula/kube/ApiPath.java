package nebula.kube;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/// A path of the API taken apart: `/api/v1/namespaces/default/pods/web`.
///
/// @param group empty for the core
/// @param namespace empty for what is in none
/// @param name empty for a collection
record ApiPath(String group, String version, String namespace, String plural, String name) {

  static ApiPath of(String path) {
    String[] parts = path.split("/");
    boolean core = parts[1].equals("api");
    String group = core ? "" : parts[2];
    int at = core ? 3 : 4;
    String version = parts[at - 1];
    boolean within = parts[at].equals("namespaces") && parts.length > at + 2;
    String namespace = within ? parts[at + 1] : "";
    int plural = within ? at + 2 : at;
    String name = parts.length > plural + 1 ? parts[plural + 1] : "";
    return new ApiPath(group, version, namespace, parts[plural], name);
  }

  /// As fabric8 wants it.
  ResourceDefinitionContext type() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group.isEmpty() ? null : group)
        .withVersion(version)
        .withPlural(plural)
        .withNamespaced(!namespace.isEmpty())
        .build();
  }
}
