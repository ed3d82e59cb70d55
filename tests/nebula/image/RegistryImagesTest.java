package nebula.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.Cause;
import nebula.model.RegistrySettings;
import nebula.process.FakePrograms;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RegistryImagesTest {
  private static final Outcome DONE = new Outcome(0, "", "");

  private final FakePrograms programs = new FakePrograms();
  private final EventBus events = new EventBus();
  private FakeRegistry registry;

  @BeforeEach
  void openRegistry() throws Exception {
    registry = new FakeRegistry();
    programs
        .on("docker info", "[[driver-type io.containerd.snapshotter.v1]]")
        .failing("docker image inspect", "No such image")
        .on("docker pull", "")
        .on("docker tag", "")
        .on("docker image rm", "")
        .on("docker push", () -> arrived("library/postgres", "16"));
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void whatTheRegistryHasCostsNoCallOfDocker() throws Exception {
    registry.hold("library/postgres", "16");
    images(false).provide("postgres:16");
    assertEquals(List.of(), programs.commands());
    assertTrue(registry.accepted().getFirst().contains("application/vnd.oci.image.index.v1+json"));
    assertTrue(registry.accepted().getFirst().contains("docker.distribution.manifest.v2+json"));
  }

  @Test
  void whatNobodyHasIsPulledAndPushedUnderTheNameThatTheNodeAsksFor() throws Exception {
    images(false).provide("postgres:16");
    String target = registry("/library/postgres:16");
    assertEquals(
        List.of(
            "docker image inspect --format {{.Id}} postgres:16",
            "docker pull postgres:16",
            "docker image inspect --format {{.Id}}{{range .RootFS.Layers}} {{.}}{{end}} postgres:16",
            "docker tag postgres:16 " + target,
            "docker push " + target,
            "docker image rm --no-prune " + target),
        programs.asked("docker"));
  }

  @Test
  void whatDockerHasIsNotPulledAgain() throws Exception {
    programs.on("docker image inspect", "sha256:1");
    images(false).provide("postgres:16");
    assertEquals(List.of(), programs.asked("docker pull"));
    assertEquals(1, programs.asked("docker push").size());
  }

  @Test
  void aRefreshPullsAnewWhatIsThereAlready() throws Exception {
    registry.hold("library/postgres", "16");
    programs.on("docker image inspect", "sha256:1");
    images(true).provide("postgres:16");
    assertEquals(1, programs.asked("docker pull").size());
    assertEquals(1, programs.asked("docker push").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quay.io/a/b:1",
        "postgres@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void whatIsNotMirroredOrBoundToADigestIsLeftToTheNode(String image) throws Exception {
    images(false).provide(image);
    assertEquals(List.of(), programs.commands());
    assertEquals(List.of(), registry.accepted());
  }

  @Test
  void whatIsBuiltHereIsExpectedInTheRegistry() throws Exception {
    registry.hold("nebula-worker", "dev-1");
    images(false).provide("reg:5000/nebula-worker:dev-1");
    Cause cause = refused("reg:5000/nebula-worker:dev-2");
    assertEquals(
        "image reg:5000/nebula-worker:dev-2 is not in the registry: it was not built",
        cause.what());
    assertEquals(List.of(), programs.commands());
  }

  @Test
  void anUnknownTagIsToldInTheRegistrysWords() {
    programs.failing(
        "docker pull", "Error response from daemon: manifest for postgres:16 not found");
    Cause cause = refused("postgres:16");
    assertEquals(Cause.Kind.IMAGE, cause.kind());
    assertTrue(cause.what().contains("manifest for postgres:16 not found"), cause.what());
    assertTrue(cause.mend().isPresent());
  }

  @Test
  void whatIsNoImageNameIsToldAsSuch() {
    assertEquals("`Postgres:16` is not an image name", refused("Postgres:16").what());
  }

  @Test
  void aBrokenPushIsTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    programs.on(
        "docker push",
        () ->
            tries.incrementAndGet() < 2
                ? new Outcome(1, "", "connection reset by peer")
                : arrived("library/postgres", "16"));
    images(false).provide("postgres:16");
    assertEquals(2, tries.get());
  }

  @Test
  void aPushThatSaysItSucceededButDidNotArriveIsAFailure() {
    programs.on("docker push", () -> DONE);
    assertTrue(refused("postgres:16").what().contains("could not be pushed to the registry reg"));
    assertEquals(1, programs.asked("docker image rm").size());
  }

  @Test
  void whoAsksForTheSameImageMeanwhileSharesTheWork() throws Exception {
    CountDownLatch pushing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    programs.on(
        "docker push",
        () -> {
          pushing.countDown();
          await(goOn);
          return arrived("library/postgres", "16");
        });
    ImageSource images = images(false);
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    List<Thread> callers = new ArrayList<>();
    callers.add(caller(images, "postgres:16", thrown));
    pushing.await();
    callers.add(caller(images, "docker.io/library/postgres:16", thrown));
    while (callers.getLast().getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    assertEquals(List.of(), thrown);
    assertEquals(1, programs.asked("docker push").size());
  }

  @Test
  void whoComesAfterAllImagesWaitsUntilTheyAreSent() throws Exception {
    CountDownLatch pushing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> steps = new CopyOnWriteArrayList<>();
    programs
        .on("docker image inspect", "sha256:1")
        .on(
            "docker push",
            () -> {
              pushing.countDown();
              await(goOn);
              steps.add("sent");
              return arrived("library/postgres", "16");
            });
    ImageSource images = images(false);
    images.awaitSent();
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Thread postgres = caller(images, "postgres:16", thrown);
    pushing.await();
    Thread after =
        Thread.ofVirtual()
            .start(() -> {
              try {
                images.awaitSent();
                steps.add("its turn");
              } catch (InterruptedException e) {
                thrown.add(e);
              }
            });
    while (after.isAlive() && after.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    postgres.join();
    after.join();
    assertEquals(List.of("sent", "its turn"), steps);
    assertEquals(List.of(), thrown);
  }

  @Test
  void whatWasAnnouncedFirstIsSentFirstThoughItIsAskedForLater() throws Exception {
    programs
        .on("docker image inspect", "sha256:1")
        .on("docker push " + registry("/library/busybox:1"), () -> arrived("library/busybox", "1"));
    ImageSource images = images(false);
    images.announce("postgres:16");
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Thread busybox = caller(images, "busybox:1", thrown);
    while (busybox.isAlive() && busybox.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    images.provide("postgres:16");
    busybox.join();
    assertEquals(List.of(), thrown);
    assertEquals(
        List.of(
            "docker push " + registry("/library/postgres:16"),
            "docker push " + registry("/library/busybox:1")),
        programs.asked("docker push"));
  }

  @Test
  void whatHasToBePulledFirstHoldsUpNobody() throws Exception {
    CountDownLatch pulling = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    programs
        .on("docker image inspect --format {{.Id}} busybox:1", "sha256:1")
        .on(
            "docker pull",
            () -> {
              pulling.countDown();
              await(goOn);
              return DONE;
            })
        .on("docker push " + registry("/library/busybox:1"), () -> arrived("library/busybox", "1"));
    ImageSource images = images(false);
    images.announce("postgres:16");
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Thread postgres = caller(images, "postgres:16", thrown);
    pulling.await();
    images.provide("busybox:1");
    goOn.countDown();
    postgres.join();
    assertEquals(List.of(), thrown);
  }

  @Test
  void progressEndsWithTheImageInTheRegistry() throws Exception {
    List<Event.Progress> steps = new ArrayList<>();
    try (var _ = events.subscribe(event -> steps.add((Event.Progress) event))) {
      images(false).provide("postgres:16");
    }
    assertTrue(steps.stream().allMatch(step -> step.subject().equals("image postgres:16")));
    assertEquals("in the registry", steps.getLast().text());
    assertTrue(steps.getLast().done());
  }

  private ImageSource images(boolean refresh) {
    RegistrySettings settings =
        new RegistrySettings("reg", "registry:2", registry.port(), List.of("docker.io", "ghcr.io"));
    return new RegistryImages(programs, events, settings, refresh);
  }

  private Cause refused(String image) {
    return assertThrows(ImageUnavailable.class, () -> images(false).provide(image)).cause();
  }

  private Outcome arrived(String repository, String tag) {
    registry.hold(repository, tag);
    return DONE;
  }

  private String registry(String path) {
    return "127.0.0.1:" + registry.port() + path;
  }

  private static Thread caller(ImageSource images, String image, List<Throwable> thrown) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            images.provide(image);
          } catch (Exception e) {
            thrown.add(e);
          }
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
