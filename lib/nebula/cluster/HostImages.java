package nebula.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.Failure;
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
      for (PullTrouble trouble : pull(image).stream().toList()) {
        throw Failure.machineLacks(trouble.what(), trouble.mend());
      }
    }
  }

  /// Pulls with the user's own credentials, also where an older image of that name is there.
  ///
  /// @return what went wrong; empty when the image is there now
  public Optional<PullTrouble> pull(String image) throws InterruptedException {
    PullProgress progress = new PullProgress("pulling");
    publish(image, "pulling", false);
    Outcome outcome =
        docker.ask(PULL_LIMIT, line -> publish(image, progress.after(line), false), "pull", image);
    publish(image, outcome.succeeded() ? "pulled" : "not pulled", true);
    return outcome.succeeded()
        ? Optional.empty()
        : Optional.of(PullTrouble.of(image, outcome.lastLine()));
  }

  private void publish(String image, String text, boolean done) {
    events.publish(new Event.Progress(Instant.now(), "image " + image, text, done));
  }
}
