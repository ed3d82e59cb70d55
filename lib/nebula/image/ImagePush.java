package nebula.image;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import nebula.cluster.Docker;
import nebula.cluster.PullProgress;
import nebula.process.Programs.Outcome;

/// `docker push`, again when it breaks. It compresses, but only layers that the registry lacks, and
/// Docker knows which those are: right for an image whose last layer changed.
final class ImagePush {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final List<Duration> GAPS = List.of(Duration.ofMillis(300), Duration.ofSeconds(2));

  private final Docker docker;

  ImagePush(Docker docker) {
    this.docker = docker;
  }

  /// @param target name that begins with the registry's address; Docker has the image under it
  /// @param progress told in a few words what goes on
  Outcome push(String target, Consumer<String> progress) throws InterruptedException {
    Outcome outcome = once(target, progress);
    for (Duration gap : GAPS) {
      if (outcome.succeeded()) {
        break;
      }
      progress.accept("pushing again after: " + outcome.lastLine());
      Thread.sleep(gap);
      outcome = once(target, progress);
    }
    return outcome;
  }

  private Outcome once(String target, Consumer<String> progress) throws InterruptedException {
    PullProgress layers = new PullProgress("pushing");
    progress.accept("pushing");
    return docker.ask(LIMIT, line -> progress.accept(layers.after(line)), "push", target);
  }
}
