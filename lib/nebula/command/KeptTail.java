package nebula.command;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import nebula.event.Event;
import nebula.kube.Kube;
import nebula.logs.LogFolder;
import nebula.logs.LogPage;
import nebula.logs.LogTail;
import nebula.model.Failure;
import nebula.model.Service;

/// Reads the logs of processes of this machine, of which no cluster tells, as the run that has them
/// writes them to disk.
final class KeptTail {
  /// How often the disk is looked at: the run that writes is another process.
  private static final int LOOK_MILLIS = 100;

  private final LogTail tail;

  /// @param most lines that there are already, the newest
  /// @throws Failure when they cannot be read
  KeptTail(LogFolder logs, List<Service> services, Optional<Instant> since, int most) {
    try {
      tail = logs.follow(KeptLogs.query(services, since), Optional.empty(), most);
    } catch (IOException unreadable) {
      throw Failure.failed(
          "the logs of processes of this machine cannot be read: " + unreadable,
          "see whether their files may be read");
    }
  }

  List<Event.LogLine> past() {
    return tail.page().stream().map(KeptLogs::line).toList();
  }

  /// Puts what comes after the past lines into the queue, until closed.
  Kube.Subscription follow(BlockingQueue<Event.LogLine> lines) {
    Thread thread = Thread.ofVirtual().name("kept logs").start(() -> run(lines));
    return thread::interrupt;
  }

  private void run(BlockingQueue<Event.LogLine> lines) {
    try {
      while (true) {
        for (LogPage.Entry entry : next()) {
          lines.put(KeptLogs.line(entry));
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private List<LogPage.Entry> next() throws InterruptedException {
    try {
      return tail.next(LOOK_MILLIS);
    } catch (IOException unreadable) {
      // Such as a file that was deleted just now; an interrupt ends the next wait.
      return List.of();
    }
  }
}
