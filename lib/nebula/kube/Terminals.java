package nebula.kube;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The shells that are open in containers. Kubernetes lets a shell run on when the connection to it
/// is closed, so each is told to hang up: by the signal that a closed terminal window sends, which
/// a shell passes on to what it started.
final class Terminals implements AutoCloseable {
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(5);
  private static final Duration HANG_UP_LIMIT = Duration.ofSeconds(2);

  /// Tells its process number and makes way for the best shell there is, which keeps it.
  private static final List<String> SHELL =
      List.of(
          "sh",
          "-c",
          "echo $$; export TERM=xterm-256color;"
              + " if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi");

  private final FabricSession session;
  private final String namespace;
  private final Set<TerminalSocket> open = ConcurrentHashMap.newKeySet();

  Terminals(FabricSession session, String namespace) {
    this.session = session;
    this.namespace = namespace;
  }

  Terminal open(String pod, String container, Terminal.Size size)
      throws IOException, InterruptedException {
    TerminalSocket terminal =
        new TerminalSocket(
            session.json(),
            pod + " --target=" + container,
            closing -> hangUp(pod, container, closing));
    Exec exec = new Exec(session, namespace);
    exec.terminal(pod, container, SHELL, terminal, OPEN_LIMIT);
    open.removeIf(other -> other.end().isPresent());
    open.add(terminal);
    terminal.resize(size);
    return terminal;
  }

  private void hangUp(String pod, String container, TerminalSocket terminal) {
    try {
      long process = terminal.process().get(HANG_UP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      List<String> kill = List.of("sh", "-c", "kill -HUP " + process);
      new Exec(session, namespace).run(pod, Optional.of(container), kill, _ -> {}, HANG_UP_LIMIT);
    } catch (IOException | ExecutionException | TimeoutException gone) {
      // Its container has ended, or soon will.
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /// Hangs up on all of them at once.
  @Override
  public void close() {
    List<Thread> closing =
        open.stream()
            .map(terminal -> Thread.ofVirtual().name("hang up").start(terminal::close))
            .toList();
    try {
      for (Thread each : closing) {
        each.join(HANG_UP_LIMIT);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
