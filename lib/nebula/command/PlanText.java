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
import nebula.cluster.HostPlan;
import nebula.console.Rehearsal;
import nebula.engine.BuiltManifests;
import nebula.engine.EarlyConnection;
import nebula.engine.Parts;
import nebula.engine.Plan;
import nebula.image.BuiltImage;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.LocalProcess;
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
      Future<HostPlan> host = threads.submit(() -> parts.host().plan());
      Map<String, List<Manifest>> loaded = parts.load(plan.services());
      lines.addAll(of(host).steps());
      Optional<Kube> kube = of(host).running().map(connection::to);
      List<Future<List<String>>> changes = new ArrayList<>();
      for (Service service : plan.services()) {
        List<Manifest> manifests = loaded.get(service.name());
        changes.add(threads.submit(() -> changes(kube, service, manifests, parts)));
      }
      for (int index = 0; index < changes.size(); index++) {
        Service service = plan.services().get(index);
        add(service, loaded.get(service.name()), of(changes.get(index)), lines);
      }
    }
    if (parts.rehearsal()) {
      out.println(Rehearsal.SENTENCE);
    }
    if (lines.isEmpty()) {
      out.println("nothing to do: the cluster has everything as the files say");
    }
    lines.forEach(out::println);
    for (Service service : plan.services()) {
      if (service.local().isPresent()) {
        out.println(onThisMachine(service, service.local().get(), parts));
      }
    }
  }

  private static String onThisMachine(Service service, LocalProcess local, Parts parts)
      throws InterruptedException {
    Optional<String> missing =
        parts.local().isPresent() ? parts.local().get().get().missing(local) : Optional.empty();
    return missing.isPresent()
        ? "skip " + service.name() + ": " + missing.get()
        : "run " + service.name() + " on this machine, as long as the run lasts";
  }

  private static List<String> changes(
      Optional<Kube> kube, Service service, List<Manifest> manifests, Parts parts)
      throws InterruptedException {
    if (kube.isEmpty()) {
      return manifests.stream().map(manifest -> manifest.title() + ": new").toList();
    }
    if (service.build().isEmpty()) {
      return kube.get().difference(service.name(), manifests);
    }
    Optional<BuiltImage> built = parts.builder().unchanged(service.build().get());
    return built.isPresent()
        ? kube.get()
            .difference(service.name(), BuiltManifests.of(service, manifests, built.get(), true))
        : List.of(
            "image %s: to be built, its files have changed"
                .formatted(service.build().get().name()));
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

  /// What is not built here.
  private static List<String> fetched(Service service, Manifest manifest) {
    return service.build().isPresent()
        ? manifest.imagesOtherThan(service.build().get().name())
        : manifest.images();
  }

  private static void add(
      Service service, List<Manifest> manifests, List<String> changes, List<String> lines) {
    if (changes.isEmpty()) {
      return;
    }
    List<String> images =
        manifests.stream()
            .flatMap(manifest -> fetched(service, manifest).stream())
            .distinct()
            .toList();
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
