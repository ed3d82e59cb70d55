package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.image.BuiltImage;
import nebula.image.ImageBuilder;
import nebula.model.Build;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.Phase;
import nebula.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done with its images is a phase of a service's start.
final class ImageWorkTest {
  private static final String SUBJECT = Event.Progress.build("shop");

  @TempDir Path root;

  /// What a service's statuses said, in order.
  private final BlockingQueue<Status> told = new LinkedBlockingQueue<>();

  @Test
  void beforeThereIsAClusterItIsToldFromHere() throws Exception {
    EventBus bus = new EventBus();
    bus.subscribe(this::hear);
    try (Tasks tasks = new Tasks(new Faults())) {
      ImageWork work = new ImageWork(new RunServices(), tasks, bus, Clock.systemUTC());
      bus.subscribe(work::heard);
      work.needs("shop", Set.of(SUBJECT, Event.Progress.image("busybox:1")));
      bus.publish(progress(Event.Progress.image("another:1"), Phase.FETCH, false));
      bus.publish(progress(SUBJECT, Phase.BUILD, false));
      assertEquals(starting(Phase.BUILD, "its image is built"), next());
      bus.publish(progress(SUBJECT, Phase.BUILD, false));
      bus.publish(progress(SUBJECT, Phase.PUSH, false));
      assertEquals(starting(Phase.PUSH, "its image is pushed to the cluster's registry"), next());
      bus.publish(progress(Event.Progress.image("busybox:1"), Phase.FETCH, false));
      assertEquals(starting(Phase.FETCH, "its images are made ready"), next());
      bus.publish(progress(Event.Progress.image("busybox:1"), Phase.FETCH, true));
      assertEquals(Phase.PUSH, next().phase());
      bus.publish(progress(SUBJECT, Phase.PUSH, true));
      assertEquals(starting(Phase.GATE, "waits for the cluster"), next());
    }
    assertTrue(told.isEmpty(), told.toString());
  }

  @Test
  void aBuildAndAPushAreShownWhileTheGateIsShutAndTheGateAfterThem() throws Exception {
    CountDownLatch shopIsReady = new CountDownLatch(1);
    try (RehearsedProject project = new RehearsedProject(root)) {
      project.service("store").built("shop");
      project.replace("services/shop/service.yaml", "dependsOn: []", "dependsOn: [store]");
      project.bus().subscribe(this::hear);
      project.builtBy(stepByStep(project.bus()));
      project.imagesFrom(_ -> shopIsReady.await());
      Thread releasing =
          Thread.startVirtualThread(() -> {
            if (toldOfGateAfterPush()) {
              shopIsReady.countDown();
            }
          });
      assertEquals(ExitCode.HEALTHY, project.up());
      releasing.join();
    }
  }

  private final CountDownLatch pushed = new CountDownLatch(1);

  private boolean toldOfGateAfterPush() {
    try {
      pushed.await();
      Status status = next();
      return status.phase() == Phase.GATE && isOfGate(status);
    } catch (InterruptedException ended) {
      return false;
    }
  }

  /// Goes on each time when the service's status says what is done.
  private ImageBuilder stepByStep(EventBus bus) {
    return new ImageBuilder() {
      @Override
      public BuiltImage build(Build build) throws InterruptedException {
        for (Phase phase : List.of(Phase.BUILD, Phase.PUSH)) {
          bus.publish(progress(SUBJECT, phase, false));
          Status status = next();
          while (!isOfGate(status) || status.phase() != phase) {
            status = next();
          }
        }
        pushed.countDown();
        bus.publish(progress(SUBJECT, Phase.PUSH, true));
        return new BuiltImage(
            "nebula-registry:5000/shop",
            "nebula-registry:5000/shop:dev-1",
            "sha256:1",
            List.of(),
            List.of("sleep", "600"),
            "",
            "");
      }

      @Override
      public Optional<BuiltImage> unchanged(Build build) {
        return Optional.empty();
      }

      @Override
      public BuiltImage rebuild(Build build) throws InterruptedException {
        return build(build);
      }
    };
  }

  private static boolean isOfGate(Status status) {
    return status.cause().map(Cause::what).equals(Optional.of("waits for store"));
  }

  private void hear(Event event) {
    if (event instanceof Event.StatusChanged changed && changed.service().equals("shop")) {
      told.add(changed.status());
    }
  }

  private Status next() throws InterruptedException {
    Status status = told.poll(20, TimeUnit.SECONDS);
    if (status == null) {
      throw new AssertionError("nothing more was told");
    }
    return status;
  }

  private static Status starting(Phase phase, String what) {
    return Status.starting(phase, Cause.of(Cause.Kind.IN_PROGRESS, what));
  }

  private static Event progress(String subject, Phase phase, boolean done) {
    return new Event.Progress(
        Clock.systemUTC().instant(), subject, "at work", done, Optional.of(phase));
  }
}
