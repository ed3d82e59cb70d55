package nebula.kube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the inventories in ConfigMaps of the namespace, one a service.
final class InventoryStore {
  private static final String KEY = "objects";
  private static final String PREFIX = "nebula-inventory-";

  private final ApiClient api;
  private final String namespace;

  InventoryStore(ApiClient api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  Inventory read(String service) throws ApiError, InterruptedException {
    try {
      JsonValue map = api.ask(ApiRequest.get(path(service)));
      return Inventory.parse(map.at("data", KEY).text(""));
    } catch (ApiError e) {
      if (e.notFound()) {
        return Inventory.empty();
      }
      throw e;
    }
  }

  void write(String service, Inventory inventory) throws ApiError, InterruptedException {
    if (inventory.entries().isEmpty()) {
      delete(service);
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
    api.ask(ApiRequest.apply(path(service), JsonWriter.write(map)));
  }

  /// The services that have one, by name.
  List<String> services() throws ApiError, InterruptedException {
    List<String> services = new ArrayList<>();
    String path = collection() + "?" + Labels.selector(Labels.INVENTORY);
    for (JsonValue map : api.ask(ApiRequest.listMetadata(path)).at("items").items()) {
      services.add(map.at("metadata", "labels", Labels.INVENTORY).text(""));
    }
    services.sort(null);
    return services;
  }

  private void delete(String service) throws ApiError, InterruptedException {
    try {
      api.ask(ApiRequest.delete(path(service)));
    } catch (ApiError e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }

  private String path(String service) {
    return collection() + "/" + PREFIX + service;
  }

  private String collection() {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }
}
