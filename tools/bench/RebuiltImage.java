package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import nebula.kube.Kube;
import nebula.model.Observation;
import sandbox.Sandbox;

/// A saved file that no sync rule brings, and beside it what the three programs need that have to
/// do the work: Docker's build, Docker's push, and the kubelet's start of such a pod.
final class RebuiltImage implements Experiment {
  private static final String SERVICE = "live";
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String CHANGED = "built.txt";
  private static final String APART = "apart";

  /// The kubelet looks once a second. What begins right after it told of something would always
  /// find it in the same moment of that second.
  private static final int KUBELET_MILLIS = 1000;

  @Override
  public List<Figure> figures() {
    return List.of(Figure.REBUILD);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    stage.note("rebuild");
    try (Workbench bench = Workbench.open(stage, files -> files.built(SERVICE, Workbench.port(0)));
        Kube kube = bench.kube()) {
      rebuild(bench);
      apart(bench, kube);
      journal.repeat(
          figures(),
          runs,
          () -> {
            double programs = apart(bench, kube);
            journal.take(Figure.REBUILD, new Sample(rebuild(bench), programs));
          });
    } finally {
      deleteImages();
    }
  }

  /// @return seconds from the save until the service is healthy with what was saved
  private static double rebuild(Workbench bench) throws InterruptedException {
    awaitAnyMoment();
    Instant from = Instant.now();
    String wanted = from.toString();
    write(bench.file(SERVICE, CHANGED), wanted);
    bench.await("the rebuilt service answers", LIMIT, () -> answers(bench, wanted));
    bench.await("it is healthy", LIMIT, () -> bench.healthySince(SERVICE).isPresent());
    return Seconds.between(from, bench.healthySince(SERVICE).orElseThrow());
  }

  private static boolean answers(Workbench bench, String wanted) {
    return bench.probe(0).version().filter(each -> each.built().equals(wanted)).isPresent();
  }

  /// @return seconds of a build, a push and a pod's start after such a change
  private static double apart(Workbench bench, Kube kube) throws InterruptedException {
    Path context = bench.sandbox().root().resolve(APART);
    Folders.copy(bench.file(SERVICE, "."), context);
    write(context.resolve(CHANGED), "apart " + Instant.now());
    String tag = "bench-" + SERVICE + ":apart-" + System.nanoTime();
    String here = "127.0.0.1:" + Sandbox.Place.BENCH.registryPort() + "/" + tag;
    double build =
        Program.of("docker", "build", "--quiet", "-t", here, context.toString())
            .mustSucceed()
            .seconds();
    double push = Program.of("docker", "push", "--quiet", here).mustSucceed().seconds();
    double start = start(bench, kube, Sandbox.Place.BENCH.registry() + ":5000/" + tag);
    return build + push + start;
  }

  /// Measured by a watch, from the moment that the pod is known to be there.
  private static double start(Workbench bench, Kube kube, String image)
      throws InterruptedException {
    Path file = bench.sandbox().root().resolve("apart.yaml");
    write(file, ProbeFiles.pod(APART, image));
    CountDownLatch ready = new CountDownLatch(1);
    try (Kube.Subscription _ = kube.watch((service, seen) -> countDown(ready, service, seen))) {
      String namespace = bench.namespace();
      awaitAnyMoment();
      bench.sandbox().kubectl("-n", namespace, "apply", "-f", file.toString());
      Instant from = Instant.now();
      if (!ready.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new RunFailed("the pod that is started apart did not become ready");
      }
      double seconds = Seconds.between(from, Instant.now());
      bench.sandbox().kubectl("-n", namespace, "delete", "pod", APART, "--grace-period=1");
      return seconds;
    }
  }

  private static void awaitAnyMoment() throws InterruptedException {
    Thread.sleep(ThreadLocalRandom.current().nextInt(KUBELET_MILLIS));
  }

  private static void countDown(CountDownLatch ready, String service, Observation seen) {
    if (service.equals(APART) && seen.pods().stream().anyMatch(Observation.Pod::ready)) {
      ready.countDown();
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A reset leaves images in Docker, for they are a person's; these are nobody's.
  private static void deleteImages() throws InterruptedException {
    Images.delete("127.0.0.1:" + Sandbox.Place.BENCH.registryPort() + "/bench-*");
  }
}
