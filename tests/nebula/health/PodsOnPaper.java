package nebula.health;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.kube.Tunnel;

/// A cluster of which only the running of commands works, as the test sets it up.
final class PodsOnPaper implements Kube {
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

  @Override
  public Applied apply(String service, List<Manifest> manifests) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> difference(String service, List<Manifest> manifests) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> installed() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String service, boolean volumes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ServiceView view(String service) {
    throw new UnsupportedOperationException();
  }

  @Override
  public java.util.Map<String, Use> usage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int restart(String service) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> claims(String service) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subscription watch(ObservationListener observer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ExecOutcome exec(
      String pod,
      Optional<String> container,
      List<String> command,
      InputStream in,
      Duration limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tunnel connect(String pod, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subscription followLogs(
      String pod, String container, Optional<Instant> since, Consumer<LogRecord> eachLine) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> lastLogs(String pod, String container, boolean previous, int lines) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<LogRecord> pastLogs(
      String pod, String container, boolean previous, Optional<Instant> since, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
