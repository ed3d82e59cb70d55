package nebula.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nebula.model.DashboardSettings;
import nebula.model.Graph;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.RegistrySettings;
import nebula.model.Service;

/// What must hold between the services.
final class Consistency {
  private final List<ServiceDraft> drafts;
  private final Problems problems;
  private final Map<String, ServiceDraft> byName = new LinkedHashMap<>();

  Consistency(List<ServiceDraft> drafts, Problems problems) {
    this.drafts = drafts;
    this.problems = problems;
  }

  /// @param allNamed whether every service's name could be read; else a name that is not found may
  ///   be one of those, and nothing is said
  void check(boolean allNamed, RegistrySettings registry, DashboardSettings page) {
    checkNames();
    checkDependencies(allNamed);
    checkCycle();
    checkPorts(registry.port(), page.port());
    checkManifests();
  }

  private void checkNames() {
    for (ServiceDraft draft : drafts) {
      String name = draft.service().name();
      ServiceDraft first = byName.putIfAbsent(name, draft);
      if (first != null) {
        problems.add(
            draft.service().declared(),
            "there are two services called '" + name + "'",
            "rename one; the other is at " + first.service().declared());
      }
    }
  }

  private void checkDependencies(boolean allNamed) {
    for (ServiceDraft draft : drafts) {
      String name = draft.service().name();
      Set<String> seen = new HashSet<>();
      for (Located<String> needed : draft.dependsOn()) {
        if (needed.value().equals(name)) {
          problems.add(
              needed.position(), "the service '" + name + "' depends on itself", "take it away");
        } else if (!seen.add(needed.value())) {
          String what = "the service '" + name + "' depends on '" + needed.value() + "' twice";
          problems.add(needed.position(), what, "take one away");
        } else if (allNamed && !byName.containsKey(needed.value())) {
          problems.add(
              needed.position(),
              "there is no service '" + needed.value() + "' for '" + name + "' to depend on",
              byName.size() == 1
                  ? "take it away: there is no other service"
                  : Nearest.mend(needed.value(), othersThan(name), "the services are"));
        }
      }
    }
  }

  private List<String> othersThan(String name) {
    return byName.keySet().stream().filter(other -> !other.equals(name)).toList();
  }

  private void checkCycle() {
    List<Service> services = new ArrayList<>();
    for (ServiceDraft draft : drafts) {
      if (draft.service().dependsOn().contains(draft.service().name())) {
        return;
      }
      services.add(draft.service());
    }
    Optional<List<String>> way =
        byName.size() < drafts.size() ? Optional.empty() : new Graph(services).cycle();
    if (way.isPresent()) {
      addCycle(way.get());
    }
  }

  private void addCycle(List<String> way) {
    List<Position> places = new ArrayList<>();
    for (int at = 0; at + 1 < way.size(); at++) {
      String needed = way.get(at + 1);
      for (Located<String> entry : byName.get(way.get(at)).dependsOn()) {
        if (entry.value().equals(needed)) {
          places.add(entry.position());
          break;
        }
      }
    }
    String others = String.join(", ", places.stream().skip(1).map(Position::toString).toList());
    problems.add(
        places.getFirst(),
        "the services wait for each other: " + String.join(" → ", way),
        "take one of these dependencies away; the others are at " + others);
  }

  private void checkPorts(int registry, int page) {
    Map<Integer, ServiceDraft> owners = new HashMap<>();
    for (ServiceDraft draft : drafts) {
      for (Port port : draft.service().ports()) {
        ServiceDraft owner = owners.putIfAbsent(port.local(), draft);
        if (port.local() == registry) {
          addTaken(port, draft, "the registry (nebula.yaml)");
        } else if (port.local() == page) {
          addTaken(port, draft, "the page (dashboard.port in nebula.yaml)");
        } else if (owner != null) {
          addTaken(port, draft, owner(port.local(), owner));
        }
      }
    }
  }

  private void addTaken(Port port, ServiceDraft draft, String owner) {
    problems.add(
        port.declared(),
        "port "
            + port.local()
            + " of the service '"
            + draft.service().name()
            + "' is taken by "
            + owner,
        "give one of them another local port: {local: …, remote: " + port.remote() + "}");
  }

  private static String owner(int local, ServiceDraft draft) {
    for (Port port : draft.service().ports()) {
      if (port.local() == local) {
        return "the service '" + draft.service().name() + "' at " + port.declared();
      }
    }
    throw new IllegalArgumentException("no port " + local);
  }

  private void checkManifests() {
    Map<Path, ServiceDraft> owners = new HashMap<>();
    for (ServiceDraft draft : drafts) {
      for (Located<Path> manifest : draft.manifests()) {
        ServiceDraft owner = owners.putIfAbsent(manifest.value(), draft);
        if (owner != null) {
          String name = manifest.value().getFileName().toString();
          problems.add(
              manifest.position(),
              "the manifest '" + name + "' belongs to '" + owner.service().name() + "' already",
              "name it in one service only");
        }
      }
    }
  }
}
