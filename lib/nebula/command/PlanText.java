package nebula.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nebula.cluster.ClusterAccess;
import nebula.engine.EarlyConnection;
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

  /// Docker, the API server and the files are asked at the same time: neither waits for the other,
  /// and a person waits for the slowest.
  void print(Plan plan, Parts parts) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        EarlyConnection connection = new EarlyConnection(parts)) {
      Future<List<String>> steps = threads.submit(() -> parts.host().plan());
      Future<Optional<ClusterAccess>> running = threads.submit(() -> parts.host().running());
      Map<String, List<Manifest>> loaded = parts.load(plan.services());
      lines.addAll(of(steps));
      Optional<Kube> kube = of(running).map(connection::to);
      List<Future<List<String>>> changes = new ArrayList<>();
      for (Service service : plan.services()) {
        List<Manifest> manifests = loaded.get(service.name());
        changes.add(threads.submit(() -> changes(kube, service, manifests)));
      }
      for (int index = 0; index < changes.size(); index++) {
        Service service = plan.services().get(index);
        add(service, loaded.get(service.name()), of(changes.get(index)), lines);
      }
    }
    if (lines.isEmpty()) {
      out.println("nothing to do: the cluster has everything as the files say");
    }
    lines.forEach(out::println);
  }

  private static List<String> changes(
      Optional<Kube> kube, Service service, List<Manifest> manifests) throws InterruptedException {
    return kube.isPresent()
        ? kube.get().difference(service.name(), manifests)
        : manifests.stream().map(manifest -> manifest.title() + ": new").toList();
  }

  private static <T> T of(Future<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException trouble -> throw trouble;
        case InterruptedException interrupted -> throw interrupted;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
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
