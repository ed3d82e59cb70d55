package nebula.health;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import nebula.kube.KubeOnPaper;

/// A cluster of which only the running of commands works, as the test sets it up.
final class PodsOnPaper extends KubeOnPaper {
  private final Map<String, Command> commands = new HashMap<>();

  private interface Command {
    ExecOutcome run() throws IOException, InterruptedException;
  }

  void ends(String pod, int exitCode, String out, String err) {
    commands.put(pod, () -> new ExecOutcome(exitCode, out, err));
  }

  void refuses(String pod, String message) {
    commands.put(
        pod,
        () -> {
          throw new IOException(message);
        });
  }

  /// The latch opens when the command was interrupted.
  CountDownLatch hangs(String pod) {
    CountDownLatch interrupted = new CountDownLatch(1);
    commands.put(
        pod,
        () -> {
          try {
            new CountDownLatch(1).await();
            throw new IOException("nothing ends this but an interrupt");
          } finally {
            interrupted.countDown();
          }
        });
    return interrupted;
  }

  @Override
  public ExecOutcome exec(
      String pod, Optional<String> container, List<String> command, Duration limit)
      throws IOException, InterruptedException {
    return commands.get(pod).run();
  }
}
