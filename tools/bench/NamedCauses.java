package nebula.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Services that fail come into a run that lasts: how soon it says why.
final class NamedCauses implements Experiment {
  private static final String STEADY = "steady";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /// What a service says that only is not there yet.
  private static final Set<String> NO_TROUBLE = Set.of("", "in-progress", "waits-for-dependency");

  @Override
  public List<Figure> figures() {
    return List.of(Figure.CAUSE);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    stage.note("cause");
    try (Workbench bench = Workbench.open(stage, files -> files.plain(STEADY, Workbench.port(0)));
        FaultWatch watch = new FaultWatch(bench)) {
      for (int turn = 1; turn <= runs; turn++) {
        FaultFiles files = new FaultFiles(turn);
        journal.repeat(
            figures(),
            1,
            () -> {
              Map<String, Double> seconds = seconds(bench, watch, files);
              stage.note("cause: " + words(seconds));
              seconds.values().stream()
                  .max(Double::compare)
                  .ifPresent(slowest -> journal.take(Figure.CAUSE, Sample.alone(slowest)));
            });
        files.remove(bench.sandbox());
        bench.await("the failing services are gone", LIMIT, () -> bench.services().size() == 1);
      }
    }
  }

  /// @return of each service, from Kubernetes' first sign to its cause with a mend
  private static Map<String, Double> seconds(Workbench bench, FaultWatch watch, FaultFiles files)
      throws InterruptedException {
    Set<String> names = files.manifests().keySet();
    Map<String, Instant> named = new HashMap<>();
    files.write(bench.sandbox());
    bench.await(
        "each failing service has its cause: " + names,
        LIMIT,
        () -> {
          Instant now = Instant.now();
          bench.services().stream()
              .filter(NamedCauses::saysWhy)
              .forEach(service -> named.putIfAbsent(service.path("name").asString(""), now));
          return named.keySet().containsAll(names)
              && names.stream().allMatch(name -> watch.known(name).isPresent());
        });
    Map<String, Double> seconds = new TreeMap<>();
    for (String name : names) {
      Instant known = watch.known(name).orElseThrow();
      seconds.put(name, Math.max(0, Seconds.between(known, named.get(name))));
    }
    return seconds;
  }

  private static boolean saysWhy(JsonNode service) {
    JsonNode cause = service.path("cause");
    return !NO_TROUBLE.contains(cause.path("kind").asString(""))
        && !cause.path("mend").asString("").isEmpty();
  }

  private static String words(Map<String, Double> seconds) {
    return seconds.entrySet().stream()
        .map(each -> "%s %.2f s".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
