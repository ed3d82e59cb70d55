package nebula.logs;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The end of the logs as it moves, for one who looks at it: of what came since the last time, only
/// as much as can be seen. Costs the same however fast lines are written; those in between are on
/// the disk. Not for more than one thread.
public final class LogEnd {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final LogFolder folder;
  private final LogChanges changes;
  private final LogQuery query;
  private final int most;
  private final Map<String, Long> next = new HashMap<>();
  private Optional<Map<String, Long>> seen = Optional.empty();
  private boolean ended;

  /// What came.
  ///
  /// @param lines of the services on disk now, all of them, as {@link LogSummary} counts them
  /// @param entries the newest that the query wants, in order
  /// @param skipped whether there are more between these and those of the last time
  public record Part(long lines, List<LogPage.Entry> entries, boolean skipped) {}

  /// @param after what ends there is known already
  /// @param most entries of a part
  LogEnd(LogFolder folder, LogChanges changes, LogQuery query, Optional<Cursor> after, int most)
      throws IOException {
    this.folder = folder;
    this.changes = changes;
    this.query = query;
    this.most = most;
    if (after.isPresent()) {
      for (ServiceLog log : folder.open(query)) {
        next.put(log.service(), log.firstWhere(cursor -> cursor.compareTo(after.get()) > 0));
      }
    }
  }

  /// Waits until something came, but for no longer than the time; at first it does not wait.
  public Part next(long millis) throws IOException, InterruptedException {
    seen = Optional.of(seen.isEmpty() ? changes.versions() : changes.after(seen.get(), millis));
    // What is written before the end is read below.
    ended = changes.closed();
    List<ServiceLog> logs = folder.open(query);
    LogPage page = new LogPages(logs, query, new Patience(LIMIT)).newest(next, most);
    logs.forEach(log -> next.put(log.service(), log.endLine()));
    long lines = logs.stream().mapToLong(log -> log.endLine() - log.firstLine()).sum();
    return new Part(lines, page.entries(), page.moreBefore());
  }

  /// Whether nothing will come any more.
  public boolean ended() {
    return ended;
  }
}
