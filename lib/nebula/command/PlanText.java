package nebula.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.cluster.ClusterAccess;
import nebula.engine.Parts;
import nebula.engine.Plan;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.Service;

/// Says what a run would do and why, and changes nothing.
final class PlanText {
  private final PrintStream out;

  PlanText(PrintStream out) {
    this.out = out;
  }

  void print(Plan plan, Parts parts) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    lines.addAll(parts.host().plan());
    Map<String, List<Manifest>> loaded = parts.load(plan.services());
    Optional<ClusterAccess> access = parts.host().running();
    if (access.isPresent()) {
      try (Kube kube = parts.connector().connect(access.get(), parts.namespace())) {
        for (Service service : plan.services()) {
          List<Manifest> manifests = loaded.get(service.name());
          add(service, manifests, kube.difference(service.name(), manifests), lines);
        }
      }
    } else {
      for (Service service : plan.services()) {
        List<Manifest> manifests = loaded.get(service.name());
        List<String> changes = manifests.stream().map(it -> it.title() + ": new").toList();
        add(service, manifests, changes, lines);
      }
    }
    if (lines.isEmpty()) {
      out.println("nothing to do: the cluster has everything as the files say");
    }
    lines.forEach(out::println);
  }

  private static void add(
      Service service, List<Manifest> manifests, List<String> changes, List<String> lines) {
    if (changes.isEmpty()) {
      return;
    }
    List<String> images =
        manifests.stream().flatMap(manifest -> manifest.images().stream()).distinct().toList();
    if (!images.isEmpty()) {
      lines.add(
          "bring the image of %s to the registry, unless it is there: %s"
              .formatted(service.name(), String.join(", ", images)));
    }
    String gate =
        service.dependsOn().isEmpty()
            ? "at once"
            : "when " + String.join(" and ", service.dependsOn()) + " is healthy";
    lines.add("apply " + service.name() + " " + gate + ": " + String.join(", ", changes));
  }
}
