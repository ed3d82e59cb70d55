package nebula.rehearsal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.image.ImageSource;
import nebula.model.Phase;

/// Says that each image is brought, and how far that is, without bringing anything.
final class RehearsalImages implements ImageSource {
  private static final int FETCHED = 2;
  private static final int STEPS = 2 * FETCHED;
  private static final Duration STEP = Duration.ofMillis(50);

  private final Timeline timeline;
  private final EventBus bus;
  private final Set<String> there = ConcurrentHashMap.newKeySet();

  RehearsalImages(Timeline timeline, EventBus bus) {
    this.timeline = timeline;
    this.bus = bus;
  }

  @Override
  public void provide(String image) throws InterruptedException {
    if (!there.add(image)) {
      return;
    }
    CountDownLatch arrived = new CountDownLatch(1);
    tell(image, 0, arrived);
    arrived.await();
  }

  private void tell(String image, int step, CountDownLatch arrived) {
    boolean done = step == STEPS;
    Phase phase = step < FETCHED ? Phase.FETCH : Phase.PUSH;
    String doing = phase == Phase.FETCH ? "pulling " : "pushing ";
    String text = done ? "in the registry" : doing + 100 * (step % FETCHED) / FETCHED + "%";
    bus.publish(
        new Event.Progress(
            timeline.instant(), Event.Progress.image(image), text, done, Optional.of(phase)));
    if (done) {
      arrived.countDown();
    } else {
      timeline.after(STEP, () -> tell(image, step + 1, arrived));
    }
  }
}
