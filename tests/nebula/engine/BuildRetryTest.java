package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nebula.image.BuiltImage;
import nebula.image.ImageBuilder;
import nebula.image.ImageUnavailable;
import nebula.model.Build;
import nebula.model.Cause;
import nebula.model.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A build that fails because of the network, and one that fails because of its Dockerfile.
@Timeout(60)
class BuildRetryTest {
  private static final Cause NO_NETWORK = Cause.of(Cause.Kind.IMAGE, "no such host");

  @TempDir Path root;
  private final AtomicInteger builds = new AtomicInteger();
  private RehearsedProject project;

  @BeforeEach
  void open() {
    project = new RehearsedProject(root).built("web");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void isTriedAgainUntilTheNetworkIsBackWithItsReasonShown() throws InterruptedException {
    project.builtBy(new Failing(ImageUnavailable.forNow(NO_NETWORK), 3));
    try (LiveRun run = project.begin()) {
      run.await(() ->
          project.has("web") && project.status("web").cause().equals(Optional.of(NO_NETWORK)));
      run.awaitState("web", State.HEALTHY);
    }
    assertEquals(4, builds.get());
  }

  @Test
  void isNotTriedAgainBeforeAnEdit() throws InterruptedException {
    project.service("other").builtBy(new Failing(new ImageUnavailable(NO_NETWORK), 1));
    try (LiveRun run = project.begin()) {
      run.awaitState("web", State.FAILING);
      // By then a second try would long have been.
      run.awaitState("other", State.HEALTHY);
      assertEquals(State.FAILING, project.status("web").state());
      assertEquals(1, builds.get());
    }
  }

  private final class Failing implements ImageBuilder {
    private final ImageUnavailable trouble;
    private final int times;

    Failing(ImageUnavailable trouble, int times) {
      this.trouble = trouble;
      this.times = times;
    }

    @Override
    public BuiltImage build(Build build) throws InterruptedException, ImageUnavailable {
      if (builds.incrementAndGet() <= times) {
        throw trouble.again();
      }
      return project.builder().build(build);
    }

    @Override
    public Optional<BuiltImage> unchanged(Build build) {
      return Optional.empty();
    }

    @Override
    public BuiltImage rebuild(Build build) throws InterruptedException, ImageUnavailable {
      return build(build);
    }
  }
}
