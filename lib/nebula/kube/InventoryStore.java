package nebula.kube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the inventories in ConfigMaps of the namespace, one a service.
final class InventoryStore {
  private static final String KEY = "objects";
  private static final String PREFIX = "nebula-inventory-";

  private final FabricApi api;
  private final String namespace;

  InventoryStore(FabricApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  Inventory read(String service) throws ApiError, InterruptedException {
    return api.get(path(service))
        .map(map -> Inventory.parse(map.at("data", KEY).text("")))
        .orElseGet(Inventory::empty);
  }

  void write(String service, Inventory inventory) throws ApiError, InterruptedException {
    if (inventory.entries().isEmpty()) {
      api.delete(path(service));
      return;
    }
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put(Labels.MANAGED_BY, Labels.NEBULA);
    labels.put(Labels.INVENTORY, service);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("apiVersion", "v1");
    map.put("kind", "ConfigMap");
    map.put("metadata", Map.of("name", PREFIX + service, "labels", labels));
    map.put("data", Map.of(KEY, inventory.text()));
    api.apply(path(service), api.json().asJson(map));
  }

  /// The services that have one, by name.
  List<String> services() throws ApiError, InterruptedException {
    List<String> services = new ArrayList<>();
    for (ApiObject map : api.list(collection(), Labels.INVENTORY)) {
      services.add(map.label(Labels.INVENTORY));
    }
    services.sort(null);
    return services;
  }

  private String path(String service) {
    return collection() + "/" + PREFIX + service;
  }

  private String collection() {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }
}
