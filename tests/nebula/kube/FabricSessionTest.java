package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.client.ConfigBuilder;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The connection of a run.
final class FabricSessionTest {
  @Test
  void whoAsksASessionThatWasClosedBeforeItWasOpenIsEnded() {
    CountDownLatch known = new CountDownLatch(1);
    FabricSession session =
        new FabricSession(() -> {
          await(known);
          return new ConfigBuilder().withMasterUrl("https://127.0.0.1:1").build();
        });
    session.close();

    known.countDown();

    assertThrows(InterruptedException.class, session::client);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }
}
