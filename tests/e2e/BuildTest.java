package e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import nebula.cluster.Docker;
import nebula.cluster.Patience;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.image.BuiltImage;
import nebula.image.DockerImageBuilder;
import nebula.image.ImageBuilder;
import nebula.image.ImageUnavailable;
import nebula.image.RegistryImages;
import nebula.model.Build;
import nebula.model.BuildSecret;
import nebula.model.Cause;
import nebula.model.Position;
import nebula.process.Command;
import nebula.process.Programs;
import nebula.process.ZtPrograms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Builds and pushes with the real Docker and a real registry.
@Timeout(180)
final class BuildTest {
  private static final String BASE = "FROM busybox:1.36\n";

  private static final String WITH_EVERYTHING =
      """
      FROM busybox:1.36 AS wanted
      ARG LEVEL
      WORKDIR /app
      COPY hello.txt ./
      RUN --mount=type=secret,id=token test "$(cat /run/secrets/token)" = secret
      RUN test "$LEVEL" = 3
      USER 1000
      ENTRYPOINT ["/bin/sh", "-c"]
      CMD ["sleep 1"]
      FROM wanted
      RUN false
      """;

  /// A length of sleep that nothing else on the machine has.
  private static final String HANGS = "sleep 86399";

  private static OwnRegistry registry;

  @TempDir Path root;

  private final EventBus events = new EventBus();
  private final List<String> notices = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void openRegistry() throws InterruptedException {
    Lab.require();
    registry = new OwnRegistry();
  }

  @AfterAll
  static void leaveNothingBehind() throws InterruptedException {
    if (registry != null) {
      registry.delete();
      Docker docker = new Docker(new ZtPrograms());
      String format = "{{.Repository}}:{{.Tag}}";
      docker
          .ask("image", "ls", "--filter", "reference=127.0.0.1:*/build-test-*", "--format", format)
          .out()
          .lines()
          .forEach(image -> remove(docker, image));
    }
  }

  @Test
  void anImageIsBuiltWithAllItsSettingsAndAnUnchangedOneNotAgain() throws Exception {
    write("hello.txt", "hello");
    write("token.txt", "secret");
    Build build =
        new Build(
            "build-test-good",
            root,
            dockerfile(WITH_EVERYTHING),
            Optional.of("wanted"),
            Map.of("LEVEL", Optional.of("3")),
            List.of(new BuildSecret.InFile("token", root.resolve("token.txt"))),
            Optional.empty(),
            Position.startOf(root));

    BuiltImage image = builder().build(build);

    assertEquals(List.of("/bin/sh", "-c"), image.entrypoint());
    assertEquals(List.of("sleep 1"), image.command());
    assertEquals("/app", image.workingFolder());
    assertEquals("1000", image.user());
    String tag = image.reference().substring(image.reference().lastIndexOf(':') + 1);
    assertEquals("dev-" + image.id().substring("sha256:".length()).substring(0, 12), tag);

    Unasked docker = new Unasked();
    assertEquals(image, builder(docker).build(build));
    assertEquals(image.id(), builder().rebuild(build).id());
    write("hello.txt", "hello again");
    assertTrue(!image.id().equals(builder().build(build).id()), "a changed file, the same image");
  }

  @Test
  void aFailingStepIsNamedWithItsFileAndLine() throws Exception {
    Build build = build("failing", "RUN echo first\nRUN echo before it broke; exit 7\n");
    Cause cause = refused(builder(), build);
    assertTrue(cause.what().contains("exit code 7"), cause::what);
    assertTrue(cause.what().contains("Dockerfile:3:1"), cause::what);
    assertEquals(List.of("before it broke"), cause.details());
  }

  @Test
  void aFailingStepOfTheClassicBuilderIsNamedTheSame() throws Exception {
    Build build = build("classic", "RUN echo first\nRUN echo before it broke; exit 7\n");
    Cause cause = refused(builder(new WithoutBuildKit()), build);
    assertTrue(cause.what().contains("exit code 7"), cause::what);
    assertTrue(cause.what().contains("Dockerfile:3:1"), cause::what);
    assertEquals("before it broke", cause.details().getLast());
    assertEquals("", leftContainers(), "the failed step's container stays behind");
  }

  @Test
  void anInterruptedBuildLeavesNoProcess() throws Exception {
    hangsUntilInterrupted(builder());
  }

  @Test
  void anInterruptedBuildOfTheClassicBuilderLeavesNoProcess() throws Exception {
    hangsUntilInterrupted(builder(new WithoutBuildKit()));
  }

  @Test
  void aRegistryThatBreaksInMidPushIsPushedToAgain() throws Exception {
    large("large", 300_000_000);
    Build build = build("midpush", "COPY large /\n");
    CountDownLatch killed = new CountDownLatch(1);
    whenToldFirst(
        "pushing, ",
        () -> {
          registry.kill();
          killed.countDown();
          registry.start();
        });
    BuiltImage image = builder().build(build);
    assertEquals(0, killed.getCount(), "the push ended before the registry could be killed");
    assertTrue(image.reference().startsWith("build-test-registry:5000/build-test-midpush:dev-"));
  }

  @Test
  void aRegistryThatBreaksInMidPushAndStaysAwayIsSaid() throws Exception {
    large("large", 300_000_000);
    Build build = build("lostpush", "COPY large /\n");
    List<String> again = new CopyOnWriteArrayList<>();
    whenToldFirst("pushing, ", registry::kill);
    whenToldFirst("pushing again after: ", () -> again.add("said"));
    try {
      Cause cause = refused(builder(), build);
      assertEquals(List.of("said"), again);
      assertTrue(
          cause.what().contains("could not be pushed to the registry build-test-registry"),
          cause::what);
    } finally {
      registry.start();
    }
    assertTrue(builder().build(build).reference().contains("build-test-lostpush:dev-"));
  }

  @Test
  void aRegistryThatBreaksWhileLayersAreSentIsSentTheRest() throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    whenToldFirst(
        "pushing, ",
        () -> {
          registry.kill();
          killed.countDown();
          registry.start();
        });
    new RegistryImages(new ZtPrograms(), events, registry.settings(), false)
        .provide("postgres:16-alpine");
    assertEquals(0, killed.getCount(), "all was sent before the registry could be killed");
  }

  @Test
  void aContextOfFiveGigabytesIsToldBeforeItIsSent() throws Exception {
    Files.createDirectories(root.resolve("videos"));
    large("videos/one", 5_000_000_000L);
    AtomicInteger toldBefore = new AtomicInteger();
    whenToldFirst("", () -> toldBefore.set(notices.size()));
    builder().build(build("large", "RUN true\n"));
    assertEquals(1, toldBefore.get(), "told after the build had begun");
    assertEquals(1, notices.size());
    assertTrue(notices.getFirst().contains("5000 MB"), notices::toString);
    assertTrue(notices.getFirst().contains("videos 5000 MB"), notices::toString);
  }

  private static String leftContainers() throws InterruptedException {
    String ended = "status=exited";
    return new Docker(new ZtPrograms())
        .ask("ps", "--all", "--filter", ended, "--no-trunc", "--format", "{{.Command}}")
        .out()
        .lines()
        .filter(command -> command.contains("before it broke"))
        .findAny()
        .orElse("");
  }

  private void hangsUntilInterrupted(ImageBuilder builder) throws Exception {
    Build build = build("hanging", "RUN " + HANGS + "\n");
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread building =
        Thread.startVirtualThread(
            () -> ended.complete(assertThrows(Throwable.class, () -> builder.build(build))));
    try {
      await(() -> !hanging().isEmpty());
    } finally {
      building.interrupt();
    }
    assertTrue(ended.get() instanceof InterruptedException, () -> ended.join().toString());
    await(() -> hanging().isEmpty());
  }

  /// What is inside the build's container shows among this machine's own processes.
  private static List<String> hanging() throws InterruptedException {
    Command command = Command.of(Docker.SHORT, "ps", "-eo", "args");
    return new ZtPrograms().run(command).out().lines().filter(HANGS::equals).toList();
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private static void await(Condition condition) throws InterruptedException {
    Patience patience = Patience.of(Docker.SHORT);
    while (!condition.holds()) {
      assertTrue(patience.again(), "it did not come to be");
    }
  }

  private interface Action {
    void run() throws InterruptedException;
  }

  private void whenToldFirst(String beginning, Action action) {
    CountDownLatch once = new CountDownLatch(1);
    Consumer<Event> subscriber =
        event -> {
          if (event instanceof Event.Progress step
              && step.text().startsWith(beginning)
              && once.getCount() > 0) {
            once.countDown();
            try {
              action.run();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    events.subscribe(subscriber);
  }

  private static Cause refused(ImageBuilder builder, Build build) {
    return assertThrows(ImageUnavailable.class, () -> builder.build(build)).cause();
  }

  private ImageBuilder builder() {
    return builder(new ZtPrograms());
  }

  private ImageBuilder builder(Programs programs) {
    events.subscribe(event -> {
      if (event instanceof Event.Notice notice) {
        notices.add(notice.text());
      }
    });
    return new DockerImageBuilder(
        programs,
        events,
        registry.settings(),
        _ -> {},
        root.resolve("state"),
        2,
        System.getenv(),
        Runnable::run);
  }

  private Build build(String name, String steps) throws IOException {
    Path dockerfile = dockerfile(BASE + steps);
    return Build.of("build-test-" + name, root, dockerfile, Position.startOf(dockerfile));
  }

  private Path dockerfile(String text) throws IOException {
    write(".dockerignore", "state\n");
    write("Dockerfile", text);
    return root.resolve("Dockerfile");
  }

  /// Of a time that lies back, as a person's edit does by the next start.
  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
  }

  /// Of zeros that take no room on the disk.
  private void large(String name, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(root.resolve(name).toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  private static void remove(Docker docker, String image) {
    try {
      docker.ask("image", "rm", image);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Fails the test when it is asked for anything.
  private static final class Unasked implements Programs {
    @Override
    public Outcome run(Command command) {
      throw new AssertionError("asked for " + command.arguments());
    }

    @Override
    public Outcome run(Command command, Consumer<String> eachLine) {
      return run(command);
    }

    @Override
    public Outcome read(Command command, DataReader reader) {
      return run(command);
    }
  }
}
