package nebula.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import nebula.cluster.Docker;
import nebula.cluster.Patience;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.Build;
import nebula.model.BuildSecret;
import nebula.model.Cause;
import nebula.model.Failure;
import nebula.model.Position;
import nebula.model.RegistrySettings;
import nebula.process.Command;
import nebula.process.FakePrograms;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DockerImageBuilderTest {
  private static final String HEX = "0123456789ab";
  private static final String ID = "sha256:" + HEX + "cdef".repeat(13);
  private static final String TAG = "dev-" + HEX;

  @TempDir Path root;

  private final FakePrograms programs = new FakePrograms();
  private final EventBus events = new EventBus();
  private final List<Event> told = new CopyOnWriteArrayList<>();
  private FakeRegistry registry;
  private Path context;

  private ImageSource others = _ -> {};

  @BeforeEach
  void prepare() throws Exception {
    registry = new FakeRegistry();
    events.subscribe(told::add);
    context = Files.createDirectory(root.resolve("project"));
    write("Dockerfile", "FROM a\n");
    write("src.txt", "one");
    programs
        .on("docker buildx version", "v0.13")
        .on("docker buildx build", command -> built(command, ID))
        .on("docker image inspect", inspected(ID))
        .on("docker tag", "")
        .on("docker image ls", "")
        .on("docker push", () -> pushed(TAG));
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void anImageIsBuiltTaggedByItsContentAndPushed() throws Exception {
    BuiltImage image = builder().build(build());
    assertEquals(
        new BuiltImage(
            "reg:5000/worker",
            "reg:5000/worker:" + TAG,
            ID,
            List.of("docker-entrypoint.sh"),
            List.of("node", "index.js"),
            "/app",
            "node"),
        image);
    assertEquals(
        List.of("docker push 127.0.0.1:" + registry.port() + "/worker:" + TAG),
        programs.asked("docker push"));
    assertTrue(lastProgress().done());
    assertTrue(lastProgress().text().startsWith("built in "), lastProgress()::text);
  }

  @Test
  void whatIsBuiltIsPushedAfterTheOtherImages() throws Exception {
    List<Integer> pushesBefore = new ArrayList<>();
    others =
        new ImageSource() {
          @Override
          public void provide(String image) {}

          @Override
          public void awaitSent() {
            pushesBefore.add(programs.asked("docker push").size());
          }
        };
    builder().build(build());
    assertEquals(List.of(0), pushesBefore);
    assertEquals(1, programs.asked("docker push").size());
  }

  @Test
  void anUnchangedBuildAsksDockerNothingAlsoInTheNextRun() throws Exception {
    BuiltImage first = builder().build(build());
    int asked = programs.commands().size();
    assertEquals(first, builder().build(build()));
    assertEquals(asked, programs.commands().size());
  }

  @Test
  void anUnchangedBuildThatTheRegistryLostIsBuiltAndPushedAgain() throws Exception {
    builder().build(build());
    registry.forget("worker", TAG);
    builder().build(build());
    assertEquals(2, programs.asked("docker push").size());
  }

  @Test
  void aChangedFileIsBuiltAndWhatComesOfItUnchangedIsNotPushed() throws Exception {
    builder().build(build());
    write("src.txt", "another");
    builder().build(build());
    assertEquals(2, programs.asked("docker buildx build").size());
    assertEquals(1, programs.asked("docker push").size());
    assertTrue(lastProgress().text().startsWith("the same as before, "), lastProgress()::text);
  }

  @Test
  void aRebuildAsksDockerWhateverIsKnown() throws Exception {
    builder().build(build());
    builder().rebuild(build());
    assertEquals(2, programs.asked("docker buildx build").size());
  }

  @Test
  void everythingOfTheBuildIsPassedOn() throws Exception {
    Build full =
        new Build(
            "worker",
            context,
            context.resolve("Dockerfile"),
            Optional.of("final"),
            arguments(),
            List.of(
                new BuildSecret.InFile("npmrc", context.resolve("src.txt")),
                new BuildSecret.InEnvironment("token", "TOKEN")),
            Optional.of("linux/arm64"),
            Position.startOf(context));
    builder(Map.of("TOKEN", "x")).build(full);
    String command = programs.asked("docker buildx build").getFirst();
    assertTrue(
        command.endsWith(
            " --load --progress=plain --file %1$s/Dockerfile --target final --platform linux/arm64"
                    .formatted(context)
                + " --build-arg LEVEL=3 --build-arg HOME --secret id=npmrc,src=%1$s/src.txt --secret"
                    .formatted(context)
                + " id=token,env=TOKEN "
                + context),
        command);
  }

  @Test
  void aSecretThatIsNotSetIsToldBeforeAnythingIsBuilt() {
    BuildSecret secret = new BuildSecret.InEnvironment("token", "TOKEN");
    Cause cause = refused(with(List.of(secret)));
    assertEquals(
        "image worker takes the secret token from the variable TOKEN, which is not set",
        cause.what());
    assertEquals("export TOKEN=…", cause.mend().orElseThrow());
    assertEquals(List.of(), programs.asked("docker buildx build"));
  }

  @Test
  void withoutBuildKitTheClassicBuilderBuilds() throws Exception {
    programs
        .failing("docker buildx version", "docker: 'buildx' is not a docker command.")
        .on("docker build ", command -> built(command, ID));
    builder().build(build());
    assertEquals(1, programs.asked("docker build ").size());
    BuildSecret secret = new BuildSecret.InEnvironment("token", "TOKEN");
    assertTrue(refused(with(List.of(secret))).what().endsWith("for which Docker needs BuildKit"));
  }

  @Test
  void aFailedBuildPushesAndRemembersNothing() throws Exception {
    programs.failing("docker buildx build", FakePrograms.recorded("buildkit-failed.txt"));
    Cause cause = refused(build());
    assertTrue(cause.what().contains("it ended with exit code 7 ("), cause::what);
    assertTrue(
        cause.mend().orElseThrow().contains("by hand: docker buildx build --load"),
        cause.mend()::toString);
    assertEquals(List.of("two", "building", "oops"), cause.details());
    assertEquals(1, programs.asked("docker buildx build").size());
    assertEquals(List.of(), programs.asked("docker push"));
    assertEquals("failed", lastProgress().text());
    programs.on("docker buildx build", command -> built(command, ID));
    builder().build(build());
    assertEquals(1, programs.asked("docker push").size());
  }

  @Test
  void aBuildThatTheNetworkBrokeIsTriedAgainWithTheReasonShown() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    programs.on(
        "docker buildx build",
        command ->
            tries.incrementAndGet() < 3
                ? new Outcome(1, "", FakePrograms.recorded("buildkit-base.txt"))
                : built(command, ID));
    assertEquals(ID, builder().build(build()).id());
    assertEquals(3, tries.get());
    assertTrue(
        progress().stream()
            .anyMatch(step -> step.text().startsWith("again after: image worker could not be")),
        told::toString);
  }

  @Test
  void aBuildThatTheNetworkBreaksAlwaysIsToldAsWhatMayPass() {
    programs.failing("docker buildx build", FakePrograms.recorded("buildkit-base.txt"));
    ImageUnavailable failed = assertThrows(ImageUnavailable.class, () -> builder().build(build()));
    assertTrue(failed.mayPass() && failed.cause().what().contains("no such host"));
    assertEquals(3, programs.asked("docker buildx build").size());
  }

  @Test
  void aDockerfileThatIsGoneIsTold() throws Exception {
    Files.delete(context.resolve("Dockerfile"));
    Cause cause = refused(build());
    assertEquals(
        "image worker cannot be built: " + context.resolve("Dockerfile") + " is not there",
        cause.what());
    assertTrue(
        cause.mend().orElseThrow().startsWith("create it, or correct the image's paths at "));
  }

  @Test
  void aBuildThatHangsIsToldWithItsStep() {
    programs.on(
        "docker buildx build",
        () -> {
          throw Failure.timedOut("`docker` did not end within 1800 s", "");
        });
    assertTrue(refused(build()).what().contains("it did not end within 30 minutes"));
  }

  @Test
  void aPushThatGoesOnBreakingIsTold() {
    programs.failing("docker push", "connection reset by peer");
    Cause cause = refused(build());
    assertEquals(
        "image reg:5000/worker:"
            + TAG
            + " could not be pushed to the registry reg: connection reset"
            + " by peer",
        cause.what());
    assertEquals(3, programs.asked("docker push").size());
  }

  @Test
  void theNewestThreeOfAnImageStay() throws Exception {
    String old = "dev-aaaaaaaaaaaa\ndev-bbbbbbbbbbbb\ndev-cccccccccccc\ndev-dddddddddddd\n";
    old.lines().forEach(tag -> registry.hold("worker", tag));
    registry.hold("worker", "v1");
    programs.on("docker image ls", TAG + "\n" + old + "<none>\nv1\n").on("docker image rm", "");
    builder().build(build());
    String local = "127.0.0.1:" + registry.port() + "/worker:";
    assertEquals(
        List.of("docker image rm %1$sdev-cccccccccccc %1$sdev-dddddddddddd".formatted(local)),
        programs.asked("docker image rm"));
    assertEquals(
        List.of(TAG, "dev-aaaaaaaaaaaa", "dev-bbbbbbbbbbbb", "v1"), registry.tags("worker"));
  }

  @Test
  void aRegistryThatDeletesNothingIsTold() throws Exception {
    registry.refuseDeletes();
    List.of("a", "b", "c", "d")
        .forEach(letter -> registry.hold("worker", "dev-" + letter.repeat(12)));
    builder().build(build());
    assertTrue(
        notices().getFirst().endsWith("keeps old builds of worker: it allows no deletion"),
        notices()::toString);
  }

  @Test
  void aLargeContextIsToldBeforeItIsSent() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(context.resolve("video").toFile(), "rw")) {
      sparse.setLength(600_000_000);
    }
    builder().build(build());
    assertEquals(1, notices().size());
    assertTrue(
        notices()
            .getFirst()
            .matches(
                "the context of image worker, .*, has 600 MB that Docker may have to read"
                    + " \\(video 600 MB, .*\\); add what the build does not need to"
                    + " .*\\.dockerignore"),
        notices()::toString);
    assertTrue(told.indexOf(notice()) < told.indexOf(firstProgress()));
  }

  @Test
  void onlySoManyBuildSideBySide() throws Exception {
    AtomicInteger building = new AtomicInteger();
    CountDownLatch seen = new CountDownLatch(1);
    programs.on(
        "docker buildx build",
        command -> {
          building.incrementAndGet();
          await(seen);
          return built(command, ID);
        });
    DockerImageBuilder builder = builder();
    List<FutureTask<BuiltImage>> builds = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      registry.hold(name, TAG);
      builds.add(new FutureTask<>(() -> builder.build(named(name))));
      threads.add(Thread.ofPlatform().start(builds.getLast()));
    }
    // Each builds, or waits for its turn.
    Patience patience = Patience.of(Docker.SHORT);
    while (!threads.stream().allMatch(each -> each.getState() == Thread.State.WAITING)) {
      assertTrue(patience.again(), "they neither build nor wait");
    }
    assertEquals(2, building.get());
    seen.countDown();
    for (FutureTask<BuiltImage> each : builds) {
      assertEquals(ID, each.get().id());
    }
  }

  private List<String> notices() {
    return told.stream()
        .filter(event -> event instanceof Event.Notice)
        .map(event -> ((Event.Notice) event).text())
        .toList();
  }

  private Event notice() {
    return told.stream().filter(event -> event instanceof Event.Notice).findFirst().orElseThrow();
  }

  private Event.Progress firstProgress() {
    return progress().getFirst();
  }

  private Event.Progress lastProgress() {
    return progress().getLast();
  }

  private List<Event.Progress> progress() {
    return told.stream()
        .filter(event -> event instanceof Event.Progress)
        .map(event -> (Event.Progress) event)
        .toList();
  }

  private Cause refused(Build build) {
    return assertThrows(ImageUnavailable.class, () -> builder().build(build)).cause();
  }

  private DockerImageBuilder builder() {
    return builder(Map.of());
  }

  private DockerImageBuilder builder(Map<String, String> environment) {
    RegistrySettings settings =
        new RegistrySettings("reg", "registry:2", registry.port(), List.of());
    return new DockerImageBuilder(
        programs, events, settings, others, root.resolve("state"), 2, environment, Runnable::run);
  }

  private static Map<String, Optional<String>> arguments() {
    Map<String, Optional<String>> arguments = new LinkedHashMap<>();
    arguments.put("LEVEL", Optional.of("3"));
    arguments.put("HOME", Optional.empty());
    return arguments;
  }

  private Build build() {
    return named("worker");
  }

  private Build named(String name) {
    Path dockerfile = context.resolve("Dockerfile");
    return Build.of(name, context, dockerfile, Position.startOf(dockerfile));
  }

  private Build with(List<BuildSecret> secrets) {
    Path dockerfile = context.resolve("Dockerfile");
    return new Build(
        "worker",
        context,
        dockerfile,
        Optional.empty(),
        Map.of(),
        secrets,
        Optional.empty(),
        Position.startOf(dockerfile));
  }

  /// As docker does, the id goes to the file that the newest command names.
  private static Outcome built(Command command, String id) {
    List<String> words = command.arguments();
    try {
      Files.writeString(Path.of(words.get(words.indexOf("--iidfile") + 1)), id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Outcome(0, "", "");
  }

  private Outcome pushed(String tag) {
    registry.hold("worker", tag);
    return new Outcome(0, "", "");
  }

  private static String inspected(String id) {
    return """
    [{"Id": "%s", "Config": {"Entrypoint": ["docker-entrypoint.sh"], "Cmd": ["node", "index.js"],
      "WorkingDir": "/app", "User": "node"}}]
    """
        .formatted(id);
  }

  /// Of a time that lies back, as a person's edit does by the next start.
  private void write(String name, String text) throws IOException {
    Path file = context.resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
