package nebula.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.image.BuiltImage;
import nebula.image.ImageBuilder;
import nebula.image.ImageUnavailable;
import nebula.model.Build;
import nebula.model.Cause;
import nebula.model.Phase;

/// Says that an image is built, and how far that is, without building anything. Another Dockerfile
/// makes another image.
final class RehearsalBuilder implements ImageBuilder {
  private static final int STEPS = 4;
  private static final Duration STEP = Duration.ofMillis(150);

  private final Timeline timeline;
  private final EventBus bus;

  RehearsalBuilder(Timeline timeline, EventBus bus) {
    this.timeline = timeline;
    this.bus = bus;
  }

  @Override
  public BuiltImage build(Build build) throws ImageUnavailable, InterruptedException {
    String tag = "dev-%012x".formatted(Integer.toUnsignedLong(Arrays.hashCode(dockerfile(build))));
    CountDownLatch built = new CountDownLatch(1);
    tell(build, 1, built);
    built.await();
    String repository = "nebula-registry:5000/" + build.name();
    return new BuiltImage(
        repository, repository + ":" + tag, tag, List.of(), List.of("sleep", "600"), "", "");
  }

  @Override
  public Optional<BuiltImage> unchanged(Build build) {
    return Optional.empty();
  }

  @Override
  public BuiltImage rebuild(Build build) throws ImageUnavailable, InterruptedException {
    return build(build);
  }

  private static byte[] dockerfile(Build build) throws ImageUnavailable {
    try {
      return Files.readAllBytes(build.dockerfile());
    } catch (IOException unreadable) {
      throw new ImageUnavailable(
          Cause.of(
              Cause.Kind.IMAGE,
              "image " + build.name() + " cannot be built: there is no " + build.dockerfile(),
              "correct `dockerfile` at " + build.declared()));
    }
  }

  private void tell(Build build, int step, CountDownLatch built) {
    boolean done = step > STEPS;
    Phase phase = step < STEPS ? Phase.BUILD : Phase.PUSH;
    String doing = phase == Phase.BUILD ? "step %d/%d".formatted(step, STEPS - 1) : "pushing";
    bus.publish(
        new Event.Progress(
            timeline.instant(),
            Event.Progress.build(build.name()),
            done ? "built" : doing,
            done,
            Optional.of(phase)));
    if (done) {
      built.countDown();
    } else {
      timeline.after(STEP, () -> tell(build, step + 1, built));
    }
  }
}
