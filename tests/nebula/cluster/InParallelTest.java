package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InParallelTest {

  @Test
  void tasksRunSideBySide() throws Exception {
    CountDownLatch bothHere = new CountDownLatch(2);
    InParallel.Task meet =
        () -> {
          bothHere.countDown();
          bothHere.await();
        };
    InParallel.run(List.of(meet, meet));
    assertEquals(0, bothHere.getCount());
  }

  @Test
  void theFirstFailureEndsTheOthersAndIsTold() {
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch waiting = new CountDownLatch(1);
    InParallel.Task waits =
        () -> {
          try {
            waiting.countDown();
            new CountDownLatch(1).await();
          } finally {
            ended.set(true);
          }
        };
    InParallel.Task fails =
        () -> {
          waiting.await();
          throw new IllegalStateException("first");
        };
    Exception failure =
        assertThrows(IllegalStateException.class, () -> InParallel.run(List.of(waits, fails)));
    assertEquals("first", failure.getMessage());
    assertTrue(ended.get(), "nothing runs on after the return");
  }

  @Test
  void anInterruptEndsAllTasks() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    InParallel.Task waits =
        () -> {
          try {
            waiting.countDown();
            new CountDownLatch(1).await();
          } finally {
            ended.countDown();
          }
        };
    Thread runner =
        Thread.ofVirtual()
            .start(() -> {
              try {
                InParallel.run(List.of(waits));
              } catch (InterruptedException _) {
                told.countDown();
              }
            });
    waiting.await();
    runner.interrupt();
    told.await();
    assertEquals(0, ended.getCount());
  }
}
