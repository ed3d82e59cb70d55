package nebula.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nebula.model.ExitCode;

/// Turns Ctrl-C and SIGTERM into an interrupt of the thread that runs the command, which then ends
/// in order, with an exit code of its own instead of the signal's.
final class Interruption implements AutoCloseable {
  /// What has not ended in order by then is left to the end of the process.
  private static final int GRACE_SECONDS = 5;

  private final Thread command;
  private final Thread hook;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile ExitCode exitCode = ExitCode.INTERRUPTED;

  private Interruption(Thread command) {
    this.command = command;
    this.hook = Thread.ofPlatform().unstarted(this::interruptAndWait);
  }

  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  void interrupt() {
    command.interrupt();
  }

  /// Says how the process has to end if a signal ends it.
  void endWith(ExitCode code) {
    exitCode = code;
  }

  private void interruptAndWait() {
    command.interrupt();
    try {
      if (ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode.number());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook runs: it was waiting for this.
    }
  }
}
