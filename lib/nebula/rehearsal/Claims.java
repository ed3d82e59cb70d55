package nebula.rehearsal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Binds claims when the first pod wants them, as k3s' local-path provisioner does, and keeps them
/// while a pod uses them.
final class Claims {
  private static final String CONTROLLER = "persistentvolume-controller";
  private static final String PROVISIONER = "rancher.io/local-path";
  private static final String PROTECTION = "kubernetes.io/pvc-protection";

  private final Stage stage;
  private final ResourceType type;
  private final Set<ObjectKey> inWork = new HashSet<>();

  Claims(Stage stage) {
    this.stage = stage;
    this.type = stage.types().known("PersistentVolumeClaim");
  }

  /// Names of the claims that a pod's volumes are.
  static List<String> of(JsonNode pod) {
    List<String> names = new ArrayList<>();
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      String name = volume.path("persistentVolumeClaim").path("claimName").asString("");
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  /// A claim was made or changed.
  void observe(ObjectKey key) {
    ObjectNode claim = stage.store().get(key).orElse(null);
    if (claim == null) {
      return;
    }
    if (claim.path("metadata").has("deletionTimestamp")) {
      releaseUnused(key);
    } else if (!claim.has("status")) {
      stage
          .store()
          .update(
              key,
              fresh -> {
                Json.child(fresh, "metadata").withArray("finalizers").add(PROTECTION);
                Json.child(fresh, "status").put("phase", "Pending");
                return fresh;
              });
      say(claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
    }
  }

  /// Lets a claim go that is being deleted, once no pod uses it any longer.
  void releaseUnused(ObjectKey key) {
    boolean used =
        stage.store().list(stage.types().known("Pod"), key.namespace(), _ -> true).stream()
            .anyMatch(pod -> of(pod).contains(key.name()));
    boolean marked =
        stage
            .store()
            .get(key)
            .filter(claim -> claim.path("metadata").has("deletionTimestamp"))
            .isPresent();
    if (marked && !used) {
      stage.store().update(key, Claims::withoutFinalizers);
      stage.deletion().finish(key);
    }
  }

  void releaseUnused() {
    stage
        .store()
        .everything()
        .keySet()
        .forEach(key -> {
          if (key.type().equals(type)) {
            releaseUnused(key);
          }
        });
  }

  static boolean isBound(JsonNode claim) {
    return claim.path("status").path("phase").asString("").equals("Bound");
  }

  /// Whether nobody can make the volume.
  boolean isHopeless(JsonNode claim, JsonNode pod) {
    String storageClass = claim.path("spec").path("storageClassName").asString("");
    return stage.has(Fault.Kind.CLAIM, pod) || !storageClass.equals("local-path");
  }

  void fail(JsonNode claim) {
    String named = claim.path("spec").path("storageClassName").asString("");
    stage.events().warning(claim, CONTROLLER, "ProvisioningFailed", Texts.noStorageClass(named));
  }

  /// Makes the volume; the claim changes when it is there.
  void provision(JsonNode claim) {
    ObjectKey key = ObjectKey.of(type, claim);
    if (!inWork.add(key)) {
      return;
    }
    String name = key.namespace() + "/" + key.name();
    stage
        .events()
        .normal(
            claim,
            PROVISIONER,
            "Provisioning",
            "External provisioner is provisioning volume for claim \"" + name + "\"");
    stage.timeline().after(Pace.PROVISION, () -> bind(key));
  }

  private void bind(ObjectKey key) {
    inWork.remove(key);
    ObjectNode there = stage.store().get(key).orElse(null);
    if (there == null || isBound(there)) {
      return;
    }
    String volume = "pvc-" + there.path("metadata").path("uid").asString("");
    stage
        .events()
        .normal(
            there,
            PROVISIONER,
            "ProvisioningSucceeded",
            "Successfully provisioned volume " + volume);
    stage
        .store()
        .update(
            key,
            claim -> {
              ObjectNode spec = Json.child(claim, "spec").put("volumeName", volume);
              ObjectNode status = claim.putObject("status").put("phase", "Bound");
              status.set("accessModes", spec.path("accessModes"));
              status.set("capacity", spec.path("resources").path("requests"));
              return claim;
            });
  }

  private static ObjectNode withoutFinalizers(ObjectNode claim) {
    Json.child(claim, "metadata").remove("finalizers");
    return claim;
  }

  private void say(JsonNode claim, String reason, String message) {
    stage.events().normal(claim, CONTROLLER, reason, message);
  }
}
