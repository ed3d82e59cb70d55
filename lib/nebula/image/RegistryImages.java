package nebula.image;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.cluster.Docker;
import nebula.cluster.HostImages;
import nebula.cluster.Patience;
import nebula.cluster.PullProgress;
import nebula.cluster.PullTrouble;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.image.RegistryQuestion.Answer;
import nebula.model.Cause;
import nebula.model.RegistrySettings;
import nebula.process.Programs;
import nebula.process.Programs.Outcome;

/// Images by way of Docker on this machine into the registry beside the cluster, where the nodes
/// look first. Each is pulled once, and layers that the registry has are not sent again.
public final class RegistryImages implements ImageSource {
  /// While the registry is being made beside this, its own image may have to be pulled.
  private static final Duration REGISTRY_LIMIT = Duration.ofMinutes(5);

  private static final Duration PUSH_LIMIT = Duration.ofMinutes(10);
  private static final List<Duration> GAPS_BETWEEN_PUSHES =
      List.of(Duration.ofMillis(300), Duration.ofSeconds(2));

  private final Docker docker;
  private final HostImages hostImages;
  private final EventBus events;
  private final RegistrySettings registry;
  private final boolean refresh;
  private final RegistryQuestion question;
  private final OncePerName once = new OncePerName();

  /// @param refresh pulls anew what is there already; else a tag such as `latest` stays what it was
  ///   when it was first pulled
  public RegistryImages(
      Programs programs, EventBus events, RegistrySettings registry, boolean refresh) {
    this.docker = new Docker(programs);
    this.hostImages = new HostImages(docker, events);
    this.events = events;
    this.registry = registry;
    this.refresh = refresh;
    this.question = new RegistryQuestion(registry.hostAddress());
  }

  @Override
  public void provide(String image) throws InterruptedException, ImageUnavailable {
    Optional<ImageName> parsed = ImageName.of(image);
    if (parsed.isEmpty()) {
      throw unavailable(
          "`" + image + "` is not an image name", "write it as postgres:16-alpine in the manifest");
    }
    ImageName name = parsed.get();
    if (name.registry().equals(registry.clusterAddress())) {
      once.perform(name.at(""), () -> expect(image, name));
    } else if (name.digest().isEmpty() && registry.mirrors().contains(name.registry())) {
      once.perform(name.at(""), () -> bring(image, name));
    }
    // What is bound to a digest, or comes from elsewhere, the node fetches for itself.
  }

  /// What is built here is in the registry, or was not built.
  private void expect(String image, ImageName name) throws InterruptedException, ImageUnavailable {
    if (ask(image, name) != Answer.THERE) {
      throw unavailable(
          "image " + image + " is not in the registry: it was not built",
          "give the service that it belongs to an `image:` in its service.yaml");
    }
  }

  private void bring(String image, ImageName name) throws InterruptedException, ImageUnavailable {
    boolean there = ask(image, name) == Answer.THERE;
    if (there && !refresh) {
      return;
    }
    if (refresh || !hostImages.has(image)) {
      Optional<PullTrouble> trouble = hostImages.pull(image);
      if (trouble.isPresent()) {
        throw unavailable(trouble.get().what(), trouble.get().mend());
      }
    }
    push(image, name);
  }

  private Answer ask(String image, ImageName name) throws InterruptedException, ImageUnavailable {
    Patience patience = Patience.of(REGISTRY_LIMIT);
    Answer answer = question.has(name);
    while (answer == Answer.NO_ANSWER && patience.again()) {
      answer = question.has(name);
    }
    if (answer == Answer.NO_ANSWER) {
      throw unavailable(
          "the registry at "
              + registry.hostAddress()
              + ", which image "
              + image
              + " has to go through, does not answer",
          "docker logs " + registry.name());
    }
    return answer;
  }

  private void push(String image, ImageName name) throws InterruptedException, ImageUnavailable {
    String target = name.at(registry.hostAddress());
    Outcome tagged = docker.ask("tag", image, target);
    Outcome pushed = tagged;
    try {
      if (tagged.succeeded()) {
        pushed = pushPatiently(image, target);
      }
    } finally {
      docker.ask("image", "rm", "--no-prune", target);
    }
    boolean arrived = pushed.succeeded() && question.has(name) == Answer.THERE;
    publish(image, arrived ? "in the registry" : "not pushed", true);
    if (!arrived) {
      throw unavailable(
          "image %s could not be pushed to the registry %s: %s"
              .formatted(image, registry.name(), pushed.lastLine()),
          "docker logs " + registry.name());
    }
  }

  private Outcome pushPatiently(String image, String target) throws InterruptedException {
    Outcome outcome = pushOnce(image, target);
    for (Duration gap : GAPS_BETWEEN_PUSHES) {
      if (outcome.succeeded()) {
        break;
      }
      publish(image, "pushing again after: " + outcome.lastLine(), false);
      Thread.sleep(gap);
      outcome = pushOnce(image, target);
    }
    return outcome;
  }

  private Outcome pushOnce(String image, String target) throws InterruptedException {
    PullProgress progress = new PullProgress("pushing");
    publish(image, "pushing", false);
    return docker.ask(
        PUSH_LIMIT, line -> publish(image, progress.after(line), false), "push", target);
  }

  private static ImageUnavailable unavailable(String what, String mend) {
    return new ImageUnavailable(Cause.of(Cause.Kind.IMAGE, what, mend));
  }

  private void publish(String image, String text, boolean done) {
    events.publish(new Event.Progress(Instant.now(), "image " + image, text, done));
  }
}
