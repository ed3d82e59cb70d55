package nebula.kube;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import nebula.kube.Kube.Removal;
import nebula.model.Failure;

/// Takes a service out of the cluster: its workloads first, then, when its pods are gone, the rest.
final class Deletion {
  /// More than any pod's usual grace.
  private static final Duration PODS_LIMIT = Duration.ofMinutes(3);

  private static final Duration CLAIMS_LIMIT = Duration.ofSeconds(60);

  private final FabricApi api;
  private final InventoryStore inventories;
  private final LiveObjects live;
  private final ServiceObjects objects;

  Deletion(FabricApi api, InventoryStore inventories, LiveObjects live, ServiceObjects objects) {
    this.api = api;
    this.inventories = inventories;
    this.live = live;
    this.objects = objects;
  }

  /// @throws Failure when its pods do not end, or its claims do not go
  void run(String service, Removal removal) throws ApiError, InterruptedException {
    SequencedMap<String, String> kinds = objects.kindsByPath(service);
    delete(paths(kinds, kind -> ServiceObjects.isWorkload(kind)));
    endPods(service);
    if (removal != Removal.WORKLOADS) {
      delete(
          paths(kinds, kind -> !ServiceObjects.isWorkload(kind) && !ServiceObjects.isClaim(kind)));
    }
    if (removal == Removal.DATA) {
      deleteClaims(paths(kinds, ServiceObjects::isClaim));
    }
    remember(service, removal);
  }

  private void deleteClaims(List<String> claims) throws ApiError, InterruptedException {
    if (claims.isEmpty()) {
      return;
    }
    delete(claims);
    new ClaimUsers(api, objects.podsPath()).end(claims);
    for (String claim : claims) {
      if (!Polling.until(CLAIMS_LIMIT, () -> !api.exists(claim))) {
        throw Failure.failed(
            "its data is still there: " + claim.substring(claim.lastIndexOf('/') + 1),
            "see who uses it with `kubectl describe pvc`");
      }
    }
  }

  /// The workloads are gone, and the garbage collector would come to their pods; it is asked for at
  /// once instead, replica sets first, so that no new pod is made.
  private void endPods(String service) throws ApiError, InterruptedException {
    if (objects.pods(service).isEmpty()) {
      return;
    }
    String selector = Labels.ofService(service);
    api.deleteAll(objects.replicaSetsPath(), selector);
    api.deleteAll(objects.podsPath(), selector);
    if (!new Absence(api, objects.podsPath(), selector).await(PODS_LIMIT)) {
      throw Failure.failed(
          service + ": its pods do not end: " + String.join(", ", objects.pods(service)),
          "see why with `kubectl describe pod`");
    }
  }

  private void delete(List<String> paths) throws ApiError, InterruptedException {
    List<Callable<Void>> requests = new ArrayList<>();
    for (String path : paths) {
      live.forget(path.substring(0, path.lastIndexOf('/')));
      requests.add(() -> {
        api.delete(path);
        return null;
      });
    }
    if (!requests.isEmpty()) {
      Together.all(requests);
    }
  }

  /// What stays is remembered, so that a later run finds it.
  private void remember(String service, Removal removal) throws ApiError, InterruptedException {
    Inventory before = inventories.read(service);
    SequencedMap<String, Inventory.Entry> kept = new LinkedHashMap<>();
    for (Map.Entry<String, Inventory.Entry> entry : before.entries().entrySet()) {
      String kind = entry.getValue().kind();
      boolean stays =
          switch (removal) {
            case WORKLOADS -> !ServiceObjects.isWorkload(kind);
            case OBJECTS -> ServiceObjects.isClaim(kind);
            case DATA -> false;
          };
      if (stays) {
        kept.put(entry.getKey(), entry.getValue());
      }
    }
    inventories.write(service, new Inventory(kept));
  }

  private static List<String> paths(Map<String, String> kinds, Choice choice) {
    return kinds.entrySet().stream()
        .filter(entry -> choice.takes(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private interface Choice {
    boolean takes(String kind);
  }
}
