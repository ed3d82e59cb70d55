package nebula.kube;

/// Where the objects of a kind are found in the API.
///
/// @param apiVersion such as `v1` or `apps/v1`
/// @param plural the kind's name in paths
record ResourceType(String apiVersion, String kind, String plural, boolean namespaced) {

  /// @param namespace ignored for kinds that have none
  String collection(String namespace) {
    String root = apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/";
    String within = namespaced ? "/namespaces/" + namespace : "";
    return root + apiVersion + within + "/" + plural;
  }
}
