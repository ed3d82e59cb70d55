package nebula.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pulled images on the quick way: layers as they are, from `docker save` to the registry.
@Timeout(30)
class LayerSendingTest {
  private static final SavedImage A = new SavedImage("{\"a\":1}", List.of("base", "a"));
  private static final SavedImage B = new SavedImage("{\"b\":1}", List.of("base", "b"));

  private final FakePrograms programs = new FakePrograms();
  private final EventBus events = new EventBus();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private FakeRegistry registry;

  @BeforeEach
  void openRegistry() throws Exception {
    registry = new FakeRegistry();
    events.subscribe(event -> told.add(((Event.Progress) event).text()));
    programs
        .on("docker info", "[[Backing Filesystem extfs]]")
        .on("docker image inspect --format {{.Id}} ", "sha256:1")
        .on(inspection("a:1"), A.inspected())
        .on(inspection("b:1"), B.inspected())
        .onData("docker save a:1", () -> SavedImage.archive(A))
        .onData("docker save b:1", () -> SavedImage.archive(B));
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void layersAreSentAsTheyAreAndTheManifestNamesThem() throws Exception {
    images().provide("a:1");

    JsonNode manifest = JsonMapper.shared().readTree(registry.manifest("library/a", "1"));
    assertEquals(A.id(), manifest.at("/config/digest").stringValue());
    assertEquals(7, manifest.at("/config/size").intValue());
    assertEquals(SavedImage.digest("base"), manifest.at("/layers/0/digest").stringValue());
    assertEquals(4, manifest.at("/layers/0/size").intValue());
    assertEquals(SavedImage.digest("a"), manifest.at("/layers/1/digest").stringValue());
    assertEquals(
        "application/vnd.docker.image.rootfs.diff.tar",
        manifest.at("/layers/1/mediaType").stringValue());
    assertEquals(List.of(), programs.asked("docker push"));
    assertEquals("in the registry", told.getLast());
  }

  @Test
  void aLayerOfTwoImagesIsSentOnce() throws Exception {
    RegistryImages images = images();
    images.provide("a:1");
    images.provide("b:1");
    assertEquals(5, registry.uploaded().size());
    assertEquals(List.of("1"), registry.tags("library/b"));
  }

  @Test
  void anotherNameOfTheSameImageCostsNoSave() throws Exception {
    programs.on(inspection("a:2"), A.inspected());
    images().provide("a:1");
    images().provide("a:2");
    assertEquals(List.of("1", "2"), registry.tags("library/a"));
    assertEquals(1, programs.asked("docker save").size());
  }

  @Test
  void aRegistryThatBreaksIsSentOnlyWhatItStillLacks() throws Exception {
    registry.breakUploads(1);
    images().provide("a:1");
    assertEquals(List.of("1"), registry.tags("library/a"));
    assertEquals(3, registry.uploaded().size());
    assertTrue(
        told.stream().anyMatch(text -> text.startsWith("pushing again after: ")), told::toString);
  }

  @Test
  void aRegistryThatGoesOnBreakingIsToldWithItsOwnWords() {
    registry.breakUploads(100);
    Cause cause = assertThrows(ImageUnavailable.class, () -> images().provide("a:1")).cause();
    assertTrue(
        cause.what().startsWith("image a:1 could not be pushed to the registry reg: "),
        cause::what);
    assertEquals("docker logs reg", cause.mend().orElseThrow());
    assertEquals("not pushed", told.getLast());
  }

  @Test
  void anArchiveOfAnOldDockerIsPushedByDocker() throws Exception {
    programs
        .onData("docker save a:1", SavedImage::archive)
        .on("docker tag", "")
        .on("docker image rm", "")
        .on(
            "docker push",
            () -> {
              registry.hold("library/a", "1");
              return new Outcome(0, "", "");
            });
    images().provide("a:1");
    assertEquals(1, programs.asked("docker push").size());
  }

  @Test
  void theFirstGoesAloneAndThoseThatWaitedGoTogether() throws Exception {
    CountDownLatch saving = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    SavedImage c = new SavedImage("{\"c\":1}", List.of("base", "c"));
    programs
        .on(inspection("c:1"), c.inspected())
        .on(inspection("b:1 c:1"), B.inspected() + c.inspected())
        .onData("docker save b:1 c:1", () -> SavedImage.archive(B, c))
        .onData(
            "docker save a:1",
            () -> {
              saving.countDown();
              await(goOn);
              return SavedImage.archive(A);
            });
    RegistryImages images = images();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> provided = new ArrayList<>();
      provided.add(threads.submit(provide(images, "a:1")));
      saving.await();
      provided.add(threads.submit(provide(images, "b:1")));
      awaitTold(1);
      provided.add(threads.submit(provide(images, "c:1")));
      awaitTold(2);
      goOn.countDown();
      for (Future<Void> each : provided) {
        each.get();
      }
    }
    assertEquals(List.of("docker save a:1", "docker save b:1 c:1"), programs.asked("docker save"));
  }

  /// Until so many wait behind the first.
  private void awaitTold(int count) {
    while (told.stream().filter("waits for its turn"::equals).count() < count + 1) {
      Thread.onSpinWait();
    }
  }

  private static Callable<Void> provide(RegistryImages images, String image) {
    return () -> {
      images.provide(image);
      return null;
    };
  }

  private RegistryImages images() {
    RegistrySettings settings =
        new RegistrySettings("reg", "registry:2", registry.port(), List.of("docker.io"));
    return new RegistryImages(programs, events, settings, false);
  }

  private static String inspection(String images) {
    return "docker image inspect --format {{.Id}}{{range .RootFS.Layers}} {{.}}{{end}} " + images;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
