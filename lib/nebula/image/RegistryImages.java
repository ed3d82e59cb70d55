package nebula.image;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import nebula.cluster.Docker;
import nebula.cluster.HostImages;
import nebula.cluster.PullTrouble;
import nebula.event.EventBus;
import nebula.image.RegistryQuestion.Answer;
import nebula.model.Cause;
import nebula.model.RegistrySettings;
import nebula.process.Programs;

/// Images by way of Docker on this machine into the registry beside the cluster, where the nodes
/// look first. Each is pulled once, and layers that the registry has are not sent again.
public final class RegistryImages implements ImageSource {
  private final HostImages hostImages;
  private final ImageSending sending;
  private final RegistrySettings registry;
  private final boolean refresh;
  private final RegistryQuestion question;
  private final OncePerName once = new OncePerName();
  private final AtomicInteger turns = new AtomicInteger();
  private final Map<String, Integer> announced = new ConcurrentHashMap<>();

  /// @param refresh pulls anew what is there already; else a tag such as `latest` stays what it was
  ///   when it was first pulled
  public RegistryImages(
      Programs programs, EventBus events, RegistrySettings registry, boolean refresh) {
    Docker docker = new Docker(programs);
    this.hostImages = new HostImages(docker, events);
    this.registry = registry;
    this.refresh = refresh;
    this.question = new RegistryQuestion(registry.hostAddress());
    this.sending = new ImageSending(programs, docker, events, registry, question, refresh);
  }

  @Override
  public void announce(String image) {
    announced.computeIfAbsent(
        image,
        _ -> {
          int turn = turns.getAndIncrement();
          sending.expect(turn);
          return turn;
        });
  }

  @Override
  public void provide(String image) throws InterruptedException, ImageUnavailable {
    announce(image);
    int turn = announced.get(image);
    try {
      provide(image, turn);
    } finally {
      sending.expectNoMore(turn);
    }
  }

  @Override
  public void awaitSent() throws InterruptedException {
    sending.awaitEnd();
  }

  private void provide(String image, int turn) throws InterruptedException, ImageUnavailable {
    Optional<ImageName> parsed = ImageName.of(image);
    if (parsed.isEmpty()) {
      throw unavailable(
          "`" + image + "` is not an image name", "write it as postgres:16-alpine in the manifest");
    }
    ImageName name = parsed.get();
    if (name.registry().equals(registry.clusterAddress())) {
      once.perform(name.at(""), () -> expect(image, name));
    } else if (name.digest().isEmpty() && registry.mirrors().contains(name.registry())) {
      once.perform(name.at(""), () -> bring(image, name, turn));
    }
    // What is bound to a digest, or comes from elsewhere, the node fetches for itself.
  }

  /// What is built here is in the registry, or was not built.
  private void expect(String image, ImageName name) throws InterruptedException, ImageUnavailable {
    switch (question.patiently(name)) {
      case THERE -> {}
      case NOT_THERE ->
          throw unavailable(
              "image " + image + " is not in the registry: it was not built",
              "give the service that it belongs to an `image:` in its service.yaml");
      case NO_ANSWER -> throw ImageUnavailable.noRegistry(image, registry);
    }
  }

  /// The registry is asked before anything is pulled, also when it has to start first: this machine
  /// may have no network.
  private void bring(String image, ImageName name, int turn)
      throws InterruptedException, ImageUnavailable {
    if (!refresh && question.has(name) == Answer.THERE) {
      return;
    }
    boolean onHost = hostImages.has(image);
    if (!refresh && !onHost && question.patiently(name) == Answer.THERE) {
      return;
    }
    if (refresh || !onHost) {
      // A pull takes its time: what is here goes first meanwhile.
      sending.expectNoMore(turn);
      Optional<PullTrouble> trouble = hostImages.fetch(image);
      if (trouble.isPresent()) {
        throw unavailable(trouble.get().what(), trouble.get().mend());
      }
    }
    sending.send(image, name, turn);
  }

  private static ImageUnavailable unavailable(String what, String mend) {
    return new ImageUnavailable(Cause.of(Cause.Kind.IMAGE, what, mend));
  }
}
