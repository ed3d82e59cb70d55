package nebula.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import sandbox.Cli;
import sandbox.Sandbox;

/// The project that is measured, on a cluster of its own, driven by its scripts. Its states are
/// `healthy` (all five services), `empty` (a running cluster without them and their data, images on
/// the node) and no cluster at all.
final class Stage {
  private static final int EMPTY_LIMIT_SECONDS = 30;

  private final Sandbox sandbox;
  private final Consumer<String> note;

  /// @param note told what is done now
  Stage(Sandbox sandbox, Consumer<String> note) {
    this.sandbox = sandbox;
    this.note = note;
  }

  void note(String text) {
    note.accept(text);
  }

  /// The scripts built, the class archive made, a cluster made from nothing and filled: what every
  /// first start pays and no figure is about.
  ///
  /// @return how that start made its cluster
  K3dCreate firstStart(Path emptyFolder) throws InterruptedException {
    build();
    note("a first start, not counted");
    succeed("reset.java", "--yes");
    Map<String, String> watched = new HashMap<>(sandbox.environment());
    watched.put("PATH", K3dCreate.watchingPath(emptyFolder));
    check("up.java", Cli.run(sandbox.root(), watched, "up.java", "--wait"));
    // The start after the first makes the archive anew, of what that one loaded.
    build();
    return K3dCreate.watchedIn(emptyFolder);
  }

  /// Builds what has changed, so that no measured start does.
  void build() throws InterruptedException {
    Map<String, String> waiting = new HashMap<>(sandbox.environment());
    waiting.put("NEBULA_WARMUP", "wait");
    for (String script : List.of("up.java", "down.java", "reset.java")) {
      check(script, Cli.run(sandbox.root(), waiting, script, "--help"));
      ClassArchive.await(Sandbox.checkout().resolve(script));
    }
  }

  void makeHealthy() {
    succeed("up.java", "--wait");
  }

  void makeEmpty() throws InterruptedException {
    succeed("down.java", "--volumes", "--yes");
    long deadline = System.nanoTime() + EMPTY_LIMIT_SECONDS * 1_000_000_000L;
    while (!leftovers().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    if (!leftovers().isEmpty()) {
      throw new RunFailed("`down --volumes` left " + String.join(", ", leftovers()));
    }
  }

  void makeNothing() {
    succeed("reset.java", "--yes");
  }

  /// Runs a script to its end.
  ///
  /// @return seconds
  /// @throws RunFailed when it does not end with 0, or was built anew meanwhile
  double seconds(String script, String... arguments) {
    long from = System.nanoTime();
    Cli.Result result = sandbox.run(script, arguments);
    double seconds = (System.nanoTime() - from) / 1e9;
    checkMeasured(script, result);
    return seconds;
  }

  /// `up --wait` with its events.
  StartRun start(String... services) {
    List<String> arguments = new ArrayList<>(List.of("--wait", "--json"));
    arguments.addAll(List.of(services));
    Instant began = Instant.now();
    Cli.Result result = sandbox.run("up.java", arguments.toArray(String[]::new));
    Instant ended = Instant.now();
    checkMeasured("up.java", result);
    return new StartRun(began, ended, new EventLines().read(result.out()));
  }

  /// Of the services' pods, in seconds.
  double longestGrace() {
    return kubectl("get", "pods", "-o", "jsonpath={.items[*].spec.terminationGracePeriodSeconds}")
        .stream()
        .mapToDouble(Double::parseDouble)
        .max()
        .orElseThrow(() -> new RunFailed("there is no pod to read a grace from"));
  }

  /// Names of the services' pods that are ready.
  List<String> readyPods() {
    return kubectl(
        "get",
        "pods",
        "-o",
        "jsonpath={.items[?(@.status.containerStatuses[0].ready==true)].metadata.name}");
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /// Deletes the cluster, its data and the project's folders.
  void strike() {
    try {
      makeNothing();
    } finally {
      sandbox.close();
      Folders.delete(sandbox.state());
    }
  }

  private List<String> leftovers() {
    List<String> left = new ArrayList<>(kubectl("get", "pods,pvc,pv", "-o", "name"));
    kubectl("get", "pods", "-n", "kube-system", "-o", "name").stream()
        .filter(name -> name.contains("helper-pod"))
        .forEach(left::add);
    return left;
  }

  private List<String> kubectl(String... arguments) {
    String out = sandbox.kubectl(arguments);
    return out.isBlank() ? List.of() : List.of(out.split("\\s+"));
  }

  private void succeed(String script, String... arguments) {
    check(script, sandbox.run(script, arguments));
  }

  private static void checkMeasured(String script, Cli.Result result) {
    check(script, result);
    if (result.err().contains("Building ")) {
      throw new RunFailed("the sources of " + script + " changed meanwhile, and it was built anew");
    }
  }

  private static void check(String script, Cli.Result result) {
    if (result.exitCode() != 0) {
      String first = result.firstErrorLine();
      String said = first.isEmpty() ? result.err().strip() : first;
      throw new RunFailed("%s ended with %d: %s".formatted(script, result.exitCode(), said));
    }
  }
}
