package nebula.image;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nebula.cluster.Docker;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.image.RegistryQuestion.Answer;
import nebula.model.Build;
import nebula.model.Cause;
import nebula.model.Failure;
import nebula.model.Phase;
import nebula.model.RegistrySettings;
import nebula.process.Programs;
import nebula.process.Programs.Outcome;

/// Builds with Docker on this machine and pushes to the registry beside the cluster, under a tag
/// made from the content. On this machine the image is `127.0.0.1:PORT/NAME:dev-…`.
public final class DockerImageBuilder implements ImageBuilder {
  static final String TAG_PREFIX = "dev-";
  static final int TAG_DIGITS = 12;

  private static final long LARGE_CONTEXT = 500_000_000;
  private static final int PARTS_NAMED = 3;

  private final ImageSource others;
  private final Docker docker;
  private final DockerBuild dockerBuild;
  private final ImagePush push;
  private final BuildPruning pruning;
  private final BuildMemory memory;
  private final RegistryQuestion question;
  private final EventBus events;
  private final RegistrySettings registry;
  private final Map<String, String> environment;
  private final Semaphore slots;
  private final Executor background;

  /// One build of a name at a time: the second finds it built.
  private final Map<String, Semaphore> names = new ConcurrentHashMap<>();

  /// @param others whose images are sent before what is built here is pushed: that is compressed on
  ///   all processors, and what waits for the others waits longest
  /// @param stateFolder where it is kept what was built from what
  /// @param parallel builds that run side by side at most
  /// @param environment of this process, for secrets
  /// @param background for what nobody waits for
  public DockerImageBuilder(
      Programs programs,
      EventBus events,
      RegistrySettings registry,
      ImageSource others,
      Path stateFolder,
      int parallel,
      Map<String, String> environment,
      Executor background) {
    this.others = others;
    this.docker = new Docker(programs);
    this.dockerBuild = new DockerBuild(docker, environment);
    this.push = new ImagePush(docker);
    this.pruning = new BuildPruning(docker, events, registry);
    this.memory = new BuildMemory(stateFolder);
    this.question = new RegistryQuestion(registry.hostAddress());
    this.events = events;
    this.registry = registry;
    this.environment = Map.copyOf(environment);
    this.slots = new Semaphore(parallel, true);
    this.background = background;
  }

  @Override
  public BuiltImage build(Build build) throws InterruptedException, ImageUnavailable {
    return inTurn(build, false);
  }

  @Override
  public BuiltImage rebuild(Build build) throws InterruptedException, ImageUnavailable {
    return inTurn(build, true);
  }

  @Override
  public Optional<BuiltImage> unchanged(Build build) throws InterruptedException {
    Optional<BuildMemory.Entry> last = memory.read(build.name());
    try {
      return last.isPresent() && isSame(fingerprint(build), last.get())
          ? Optional.of(last.get().image())
          : Optional.empty();
    } catch (ImageUnavailable cannotBeBuilt) {
      return Optional.empty();
    }
  }

  private BuiltImage inTurn(Build build, boolean anew)
      throws InterruptedException, ImageUnavailable {
    Semaphore name = names.computeIfAbsent(build.name(), _ -> new Semaphore(1, true));
    name.acquire();
    BuiltImage image;
    try {
      BuildFingerprint fingerprint = fingerprint(build);
      Optional<BuildMemory.Entry> last = memory.read(build.name());
      if (!anew && last.isPresent() && isSame(fingerprint, last.get())) {
        return last.get().image();
      }
      image = buildAndPush(build, fingerprint, last);
    } finally {
      name.release();
    }
    background.execute(() -> prune(build.name(), name));
    return image;
  }

  /// Once nobody builds the image: a build may make a tag anew that is old by now.
  private void prune(String name, Semaphore turn) {
    try {
      turn.acquire();
      try {
        for (BuildMemory.Entry last : memory.read(name).stream().toList()) {
          pruning.prune(name, last.recent());
        }
      } finally {
        turn.release();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (Failure trouble) {
      events.publish(
          new Event.Notice(
              Instant.now(), "old builds of " + name + " stay: " + trouble.getMessage()));
    }
  }

  private boolean isSame(BuildFingerprint fingerprint, BuildMemory.Entry last)
      throws InterruptedException {
    return !fingerprint.text().isEmpty()
        && fingerprint.text().equals(last.fingerprint())
        && question.patiently(name(last.image().reference())) == Answer.THERE;
  }

  private BuiltImage buildAndPush(
      Build build, BuildFingerprint fingerprint, Optional<BuildMemory.Entry> last)
      throws InterruptedException, ImageUnavailable {
    warnOfSize(build, fingerprint.scan());
    String ended = "failed";
    long start = System.nanoTime();
    try {
      publish(build, Phase.BUILD, "waits for its turn", false);
      BuiltImage image = inspect(build, dockerBuild(build));
      List<String> recent = recent(image, last);
      bring(build, image);
      memory.write(build.name(), new BuildMemory.Entry(fingerprint.text(), image, recent));
      boolean changed = !last.map(BuildMemory.Entry::image).equals(Optional.of(image));
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
      ended = (changed ? "built in " : "the same as before, in ") + seconds + " s";
      return image;
    } finally {
      publish(build, Phase.PUSH, ended, true);
    }
  }

  private String dockerBuild(Build build) throws InterruptedException, ImageUnavailable {
    slots.acquire();
    try (StepClock clock = new StepClock(events, subject(build))) {
      return dockerBuild.run(build, clock::at);
    } finally {
      slots.release();
    }
  }

  private BuiltImage inspect(Build build, String id) throws InterruptedException {
    String json = docker.must("tell of the image " + build.name(), "image", "inspect", id);
    String repository = registry.clusterAddress() + "/" + build.name();
    return InspectedImage.of(json).built(repository, repository + ":" + tag(id));
  }

  /// Pushes it unless it is there.
  private void bring(Build build, BuiltImage image) throws InterruptedException, ImageUnavailable {
    ImageName name = name(image.reference());
    String target = registry.hostAddress() + "/" + build.name() + ":" + name.tag();
    docker.must("name the image " + target, "tag", image.id(), target);
    Answer answer = question.has(name);
    if (answer == Answer.NO_ANSWER) {
      publish(build, Phase.PUSH, "waits for the registry", false);
      answer = question.patiently(name);
    }
    if (answer == Answer.NO_ANSWER) {
      throw ImageUnavailable.noRegistry(image.reference(), registry);
    }
    if (answer == Answer.NOT_THERE) {
      publish(build, Phase.PUSH, "is pushed after the other images", false);
      others.awaitSent();
      Outcome pushed = push.push(target, text -> publish(build, Phase.PUSH, text, false));
      if (!pushed.succeeded() || question.patiently(name) != Answer.THERE) {
        throw ImageUnavailable.notPushed(image.reference(), registry, pushed.lastLine());
      }
    }
  }

  private static List<String> recent(BuiltImage image, Optional<BuildMemory.Entry> last) {
    List<String> before = last.map(BuildMemory.Entry::recent).orElse(List.of());
    return Stream.concat(Stream.of(name(image.reference()).tag()), before.stream())
        .distinct()
        .limit(BuildPruning.KEPT)
        .toList();
  }

  private void warnOfSize(Build build, ContextScan scan) {
    if (scan.bytes() <= LARGE_CONTEXT && scan.whole()) {
      return;
    }
    String biggest =
        scan.biggestParts(PARTS_NAMED).stream()
            .map(part -> part.getKey() + " " + inMegabytes(part.getValue()))
            .collect(Collectors.joining(", "));
    events.publish(
        new Event.Notice(
            Instant.now(),
            ("the context of image %s, %s, has %s%s that Docker may have to read (%s); add what the build"
                    + " does not need to %s")
                .formatted(
                    build.name(),
                    build.context(),
                    scan.whole() ? "" : "more than ",
                    inMegabytes(scan.bytes()),
                    biggest,
                    build.context().resolve(".dockerignore"))));
  }

  private static String inMegabytes(long bytes) {
    return bytes / 1_000_000 + " MB";
  }

  /// A Dockerfile that was there when the run began may be gone by now.
  private BuildFingerprint fingerprint(Build build) throws ImageUnavailable {
    try {
      return BuildFingerprint.of(build, environment);
    } catch (IOException trouble) {
      boolean gone = trouble instanceof NoSuchFileException;
      String what = gone ? trouble.getMessage() + " is not there" : trouble.toString();
      throw new ImageUnavailable(
          Cause.of(
              Cause.Kind.IMAGE,
              "image " + build.name() + " cannot be built: " + what,
              "create it, or correct the image's paths at " + build.declared()));
    }
  }

  private static String tag(String id) {
    int start = id.indexOf(':') + 1;
    return TAG_PREFIX + id.substring(start, start + TAG_DIGITS);
  }

  private static ImageName name(String reference) {
    return ImageName.of(reference).orElseThrow();
  }

  private static String subject(Build build) {
    return Event.Progress.build(build.name());
  }

  private void publish(Build build, Phase phase, String text, boolean done) {
    events.publish(
        new Event.Progress(Instant.now(), subject(build), text, done, Optional.of(phase)));
  }
}
