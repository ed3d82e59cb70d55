package nebula.command;

import java.util.LinkedHashMap;
import java.util.Map;
import nebula.dashboard.Usage;
import nebula.kube.Kube;

/// What pods use, in the page's words.
final class PodUsage {
  private PodUsage() {}

  static Map<String, Usage> byService(Map<String, Kube.Use> uses) {
    Map<String, Usage> usage = new LinkedHashMap<>();
    uses.forEach(
        (service, use) -> usage.put(service, new Usage(use.cpuMillicores(), use.memoryBytes())));
    return usage;
  }
}
