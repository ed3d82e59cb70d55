package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nebula.engine.EarlyBuilds.EarlyBuild;
import nebula.image.BuiltImage;
import nebula.image.ImageBuilder;
import nebula.model.Build;
import nebula.model.Service;
import nebula.model.ServiceOnPaper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A build that never ends by itself, such as of a `RUN` that waits for an answer.
@Timeout(20)
class EarlyBuildsTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Tasks tasks = new Tasks(new Faults());
  private final EarlyBuilds builds = new EarlyBuilds(parts(), tasks);

  @AfterEach
  void end() {
    tasks.close();
  }

  @Test
  void aBuildEndsWithTheWorkThatWaitsForIt() throws InterruptedException {
    builds.begin(service());
    begun.await();
    EarlyBuild build = builds.take("web").orElseThrow();
    LatestWork work = new LatestWork(tasks);
    work.begin(() -> {
      try {
        build.await(build.image());
      } catch (nebula.image.ImageUnavailable never) {
        throw new AssertionError(never);
      }
    });

    work.begin(() -> {});

    assertTrue(ended.await(10, TimeUnit.SECONDS));
  }

  @Test
  void aBuildThatNobodyTookCanBeEndedToo() throws InterruptedException {
    builds.begin(service());
    begun.await();

    builds.end("web");

    assertTrue(ended.await(10, TimeUnit.SECONDS));
    assertEquals(Optional.empty(), builds.take("web"));
  }

  private final class Hanging implements ImageBuilder {
    @Override
    public BuiltImage build(Build build) throws InterruptedException {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
        throw new AssertionError("it ends only by an interrupt");
      } finally {
        ended.countDown();
      }
    }

    @Override
    public Optional<BuiltImage> unchanged(Build build) {
      return Optional.empty();
    }

    @Override
    public BuiltImage rebuild(Build build) throws InterruptedException {
      return build(build);
    }
  }

  private Parts parts() {
    return new Parts(
        "",
        "",
        true,
        null,
        null,
        null,
        null,
        null,
        new Hanging(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Service service() {
    return ServiceOnPaper.built("web", Path.of("apps/web"));
  }
}
