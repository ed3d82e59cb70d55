package nebula.rehearsal;

/// A kind of object as the API server knows it.
///
/// @param group empty for the core group
record ResourceType(String group, String version, String plural, String kind, boolean namespaced) {

  /// `apps/v1`, or `v1` for the core group.
  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// `deployments.apps`, as the server's messages name it.
  String qualifiedPlural() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /// `Deployment.apps`, as the server's messages about invalid objects name it.
  String qualifiedKind() {
    return group.isEmpty() ? kind : kind + "." + group;
  }
}
