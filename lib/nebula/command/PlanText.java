package nebula.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.cluster.ClusterAccess;
import nebula.engine.Parts;
import nebula.engine.Plan;
import nebula.kube.Kube;
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
    Optional<ClusterAccess> access = parts.host().running();
    if (access.isPresent()) {
      try (Kube kube = parts.connector().connect(access.get(), parts.namespace())) {
        for (Service service : plan.services()) {
          add(service, kube.difference(service.name(), parts.manifests().apply(service)), lines);
        }
      }
    } else {
      for (Service service : plan.services()) {
        add(service, titles(service, parts), lines);
      }
    }
    if (lines.isEmpty()) {
      out.println("nothing to do: the cluster has everything as the files say");
    }
    lines.forEach(out::println);
  }

  private static void add(Service service, List<String> changes, List<String> lines) {
    if (changes.isEmpty()) {
      return;
    }
    String gate =
        service.dependsOn().isEmpty()
            ? "at once"
            : "when " + String.join(" and ", service.dependsOn()) + " is healthy";
    lines.add("apply " + service.name() + " " + gate + ": " + String.join(", ", changes));
  }

  private static List<String> titles(Service service, Parts parts) {
    return parts.manifests().apply(service).stream()
        .map(manifest -> manifest.title() + ": new")
        .toList();
  }
}
