package nebula.kube;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import nebula.kube.Kube.Applied;
import nebula.kube.LiveObjects.Live;

/// Brings a service's objects in the cluster to what its manifests say.
final class Apply {
  private static final int WAVES = 3;

  private final FabricApi api;
  private final DesiredObjects desired;
  private final InventoryStore inventories;
  private final LiveObjects live;
  private final Namespace namespace;
  private final ObjectSender sender;

  Apply(
      FabricApi api,
      DesiredObjects desired,
      InventoryStore inventories,
      LiveObjects live,
      Namespace namespace,
      ObjectSender sender) {
    this.api = api;
    this.desired = desired;
    this.inventories = inventories;
    this.live = live;
    this.namespace = namespace;
    this.sender = sender;
  }

  Applied run(String service, List<Manifest> manifests)
      throws ApplyRefused, ApiError, InterruptedException {
    ApplyPlan plan = plan(service, manifests);
    if (plan.nothingToDo()) {
      return new Applied(List.of(), List.of());
    }
    Inventory inventory = plan.announced();
    if (inventory != plan.before()) {
      announce(service, inventory);
    }
    List<Sent> sent = new ArrayList<>();
    Set<String> deleted = new LinkedHashSet<>();
    try {
      for (int wave = 0; wave < WAVES && refused(sent).isEmpty(); wave++) {
        sent.addAll(sender.send(plan.steps(), wave));
      }
      List<Sent> refused = refused(sent);
      if (!refused.isEmpty()) {
        throw Refusal.of(
            service, refused.getFirst().object(), refused.getFirst().error(), alsoHappened(sent));
      }
      delete(plan.leftovers());
      deleted.addAll(plan.leftovers());
    } finally {
      if (!sent.isEmpty() || !deleted.isEmpty()) {
        record(service, inventory, sent, deleted);
      }
    }
    return new Applied(
        sent.stream().map(one -> one.object().title()).toList(),
        plan.leftovers().stream().map(path -> plan.before().entries().get(path).title()).toList());
  }

  ApplyPlan plan(String service, List<Manifest> manifests)
      throws ApplyRefused, ApiError, InterruptedException {
    List<Desired> wanted = desired.of(service, manifests);
    Set<String> collections = new LinkedHashSet<>();
    wanted.forEach(object -> collections.add(object.collection()));
    Map<String, Live> found = new HashMap<>();
    List<Callable<Inventory>> questions = new ArrayList<>();
    questions.add(() -> inventories.read(service));
    for (String collection : collections) {
      questions.add(() -> {
        Map<String, Live> inIt = live.in(collection);
        synchronized (found) {
          inIt.forEach((name, one) -> found.put(collection + "/" + name, one));
        }
        return Inventory.empty();
      });
    }
    Inventory before = Together.all(questions).getFirst();
    return ApplyPlan.of(wanted, before, found);
  }

  private void announce(String service, Inventory inventory) throws ApiError, InterruptedException {
    try {
      inventories.write(service, inventory);
    } catch (ApiError e) {
      if (!namespace.isWhatIsMissing(e)) {
        throw e;
      }
      namespace.create();
      inventories.write(service, inventory);
    }
  }

  private void record(String service, Inventory announced, List<Sent> sent, Set<String> deleted)
      throws ApiError, InterruptedException {
    Map<String, Inventory.Entry> changed = new LinkedHashMap<>(announced.entries());
    for (Sent one : sent) {
      live.forget(one.object().collection());
      if (one.error() == null) {
        changed.put(
            one.object().path(),
            new Inventory.Entry(one.object().title(), one.object().hash(), one.seen()));
      }
    }
    deleted.forEach(changed::remove);
    inventories.write(service, new Inventory(new LinkedHashMap<>(changed)));
  }

  private void delete(List<String> paths) throws ApiError, InterruptedException {
    List<Callable<Void>> requests = new ArrayList<>();
    for (String path : paths) {
      requests.add(() -> {
        live.forget(path.substring(0, path.lastIndexOf('/')));
        api.delete(path);
        return null;
      });
    }
    if (!requests.isEmpty()) {
      Together.all(requests);
    }
  }

  private static List<Sent> refused(List<Sent> sent) {
    return sent.stream().filter(one -> one.error() != null).toList();
  }

  /// What else was done, and refused beside the first: nothing half done is hidden.
  private static List<String> alsoHappened(List<Sent> sent) {
    List<String> lines = new ArrayList<>();
    List<Sent> refused = refused(sent);
    for (Sent one : sent) {
      if (one.error() == null) {
        lines.add(one.object().title() + " was applied");
      }
    }
    for (Sent one : refused.subList(1, refused.size())) {
      lines.add(one.object().titleAndPlace() + " was refused: " + Refusal.reason(one.error()));
    }
    return lines;
  }
}
