package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Newer work on a service's objects takes the place of older.
final class LatestWorkTest {
  private final Tasks tasks = new Tasks(new Faults());
  private final LatestWork work = new LatestWork(tasks);
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch replaced = new CountDownLatch(1);

  @AfterEach
  void endsAll() {
    tasks.close();
  }

  @Test
  void aPartThatMustBeWholeIsDoneBeforeNewerWorkBegins() throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    work.begin(() ->
        work.whole(() -> {
          begun.countDown();
          goOn.await();
          done.add("whole");
        }));
    await(begun);
    replace();

    goOn.countDown();

    await(replaced);
    assertEquals(List.of("whole", "newer"), done);
  }

  @Test
  void nothingOfThatPartIsDoneByWorkThatWasReplacedBefore() throws InterruptedException {
    work.begin(() -> {
      begun.countDown();
      while (!Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
      work.whole(() -> done.add("whole"));
    });
    await(begun);

    replace();

    await(replaced);
    assertEquals(List.of("newer"), done);
  }

  private void replace() {
    work.begin(() -> {
      done.add("newer");
      replaced.countDown();
    });
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue(latch.await(30, TimeUnit.SECONDS));
  }
}
