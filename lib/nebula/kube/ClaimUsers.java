package nebula.kube;

import java.util.List;

/// Pods that mount claims, whatever service they are of. A claim that is deleted stays until the
/// last of them has ended, and nothing can be made anew under its name as long as it does.
final class ClaimUsers {
  private final FabricApi api;
  private final String podsPath;

  ClaimUsers(FabricApi api, String podsPath) {
    this.api = api;
    this.podsPath = podsPath;
  }

  /// Their workloads make new ones, which wait for the next claim of that name.
  ///
  /// @param claims paths of claims that are being deleted
  void end(List<String> claims) throws ApiError, InterruptedException {
    List<String> names =
        claims.stream().map(path -> path.substring(path.lastIndexOf('/') + 1)).toList();
    for (ApiObject pod : api.list(podsPath, "")) {
      if (mounts(pod, names)) {
        api.delete(podsPath + "/" + pod.name());
      }
    }
  }

  private static boolean mounts(ApiObject pod, List<String> claims) {
    return pod.at("spec", "volumes").items().stream()
        .map(volume -> volume.at("persistentVolumeClaim", "claimName").text(""))
        .anyMatch(claims::contains);
  }
}
