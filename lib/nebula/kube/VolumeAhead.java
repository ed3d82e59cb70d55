package nebula.kube;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the volumes of new claims itself on a cluster of our own, so that no pod waits the seconds
/// that the local-path provisioner's helper pod takes. The volumes look like the provisioner's own:
/// it deletes them, and the data, when the claim is deleted. Their paths are named after the claim.
final class VolumeAhead {
  private static final String STORAGE = "/var/lib/rancher/k3s/storage/";
  private static final String STORAGE_CLASS = "local-path";
  private static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
  private static final String HOST_NAME = "kubernetes.io/hostname";
  private static final Duration BOUND_LIMIT = Duration.ofSeconds(1);
  private static final Duration OLD_VOLUME_LIMIT = Duration.ofSeconds(30);

  private final FabricApi api;
  private final NodeFolders folders;

  VolumeAhead(FabricApi api, NodeFolders folders) {
    this.api = api;
    this.folders = folders;
  }

  /// What cannot be made here is left to the provisioner.
  ///
  /// @return whether the volume is there now, so that the claim will be bound at once
  boolean prepare(Claim claim) throws InterruptedException {
    if (!isPlain(claim.specification())) {
      return false;
    }
    try {
      List<ApiObject> nodes = api.list("/api/v1/nodes", "");
      String path = "/api/v1/persistentvolumes/" + claim.volume();
      boolean ready =
          nodes.size() == 1
              && !api.exists(claim.path())
              && Polling.until(OLD_VOLUME_LIMIT, () -> !api.exists(path))
              && folders.make(folder(claim));
      if (ready) {
        String hostName = nodes.getFirst().label(HOST_NAME);
        api.apply(path, api.json().asJson(volume(claim, hostName)));
      }
      return ready;
    } catch (ApiError e) {
      return false;
    }
  }

  /// A pod whose claim is not bound yet waits a second before the scheduler looks at it again.
  void awaitBound(Claim claim) throws ApiError, InterruptedException {
    Polling.until(
        BOUND_LIMIT,
        () ->
            api.get(claim.path())
                .map(there -> there.at("status", "phase").text("").equals("Bound"))
                .orElse(false));
  }

  private static boolean isPlain(JsonValue specification) {
    return specification.at("storageClassName").text(STORAGE_CLASS).equals(STORAGE_CLASS)
        && specification.at("volumeMode").text("Filesystem").equals("Filesystem")
        && !specification.at("volumeName").present()
        && !specification.at("selector").present()
        && !specification.at("dataSource").present();
  }

  private static String folder(Claim claim) {
    return STORAGE + claim.namespace() + "_" + claim.name();
  }

  private static Map<String, Object> volume(Claim claim, String hostName) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", claim.volume());
    metadata.put("labels", Map.of(Labels.MANAGED_BY, Labels.NEBULA));
    metadata.put("annotations", Map.of(PROVISIONED_BY, "rancher.io/local-path"));
    Map<String, Object> specification = new LinkedHashMap<>();
    specification.put("accessModes", claim.specification().at("accessModes").raw());
    specification.put("capacity", claim.specification().at("resources", "requests").raw());
    specification.put("storageClassName", STORAGE_CLASS);
    specification.put("persistentVolumeReclaimPolicy", "Delete");
    specification.put(
        "claimRef",
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "PersistentVolumeClaim",
            "namespace",
            claim.namespace(),
            "name",
            claim.name()));
    specification.put("hostPath", Map.of("path", folder(claim), "type", "DirectoryOrCreate"));
    specification.put("nodeAffinity", onNode(hostName));
    Map<String, Object> volume = new LinkedHashMap<>();
    volume.put("apiVersion", "v1");
    volume.put("kind", "PersistentVolume");
    volume.put("metadata", metadata);
    volume.put("spec", specification);
    return volume;
  }

  private static Map<String, Object> onNode(String hostName) {
    Map<String, Object> isNode =
        Map.of("key", HOST_NAME, "operator", "In", "values", List.of(hostName));
    return Map.of(
        "required",
        Map.of("nodeSelectorTerms", List.of(Map.of("matchExpressions", List.of(isNode)))));
  }
}
