package nebula.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.Failure;
import nebula.model.Phase;
import nebula.process.Programs.Outcome;

/// The images that Docker has on this machine.
public final class HostImages {
  /// A gigabyte over a slow line; progress is shown meanwhile and Ctrl-C ends it.
  private static final Duration PULL_LIMIT = Duration.ofMinutes(30);

  private final Docker docker;
  private final EventBus events;

  public HostImages(Docker docker, EventBus events) {
    this.docker = docker;
    this.events = events;
  }

  public boolean has(String image) throws InterruptedException {
    return docker.ask("image", "inspect", "--format", "{{.Id}}", image).succeeded();
  }

  /// Pulls the image where it is not there.
  ///
  /// @throws Failure when it cannot be had
  public void need(String image) throws InterruptedException {
    if (!has(image)) {
      for (PullTrouble trouble : pull(image, Optional.empty()).stream().toList()) {
        throw Failure.machineLacks(trouble.what(), trouble.mend());
      }
    }
  }

  /// Pulls a service's image with the user's own credentials, also where an older one of that name
  /// is there.
  ///
  /// @return what went wrong; empty when the image is there now
  public Optional<PullTrouble> fetch(String image) throws InterruptedException {
    return pull(image, Optional.of(Phase.FETCH));
  }

  private Optional<PullTrouble> pull(String image, Optional<Phase> phase)
      throws InterruptedException {
    PullProgress progress = new PullProgress("pulling");
    publish(image, "pulling", false, phase);
    Outcome outcome =
        docker.ask(
            PULL_LIMIT, line -> publish(image, progress.after(line), false, phase), "pull", image);
    publish(image, outcome.succeeded() ? "pulled" : "not pulled", true, phase);
    return outcome.succeeded()
        ? Optional.empty()
        : Optional.of(PullTrouble.of(image, outcome.lastLine()));
  }

  private void publish(String image, String text, boolean done, Optional<Phase> phase) {
    events.publish(
        new Event.Progress(Instant.now(), Event.Progress.image(image), text, done, phase));
  }
}
