package nebula.logs;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes on with the lines that a query wants as they are written. Reads them from the disk, so that
/// a slow reader costs nothing and loses nothing. Not for more than one thread.
public final class LogTail {
  /// At once, so that a reader that is far behind does not fill the memory.
  private static final int MOST_LINES = 5_000;

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final LogFolder folder;
  private final LogChanges changes;
  private final LogQuery query;
  private final Map<String, Long> next = new HashMap<>();
  private final List<LogPage.Entry> page;
  private Map<String, Long> seen;
  private boolean more;
  private boolean ended;

  /// @param after begins behind it, whatever the limit
  /// @param limit lines of the page that it begins with
  LogTail(LogFolder folder, LogChanges changes, LogQuery query, Optional<Cursor> after, int limit)
      throws IOException {
    this.folder = folder;
    this.changes = changes;
    this.query = query;
    this.seen = changes.versions();
    List<ServiceLog> logs = folder.open(query);
    this.more = after.isPresent();
    for (ServiceLog log : logs) {
      long from =
          after.isEmpty()
              ? log.endLine()
              : log.firstWhere(cursor -> cursor.compareTo(after.get()) > 0);
      next.put(log.service(), from);
    }
    this.page =
        after.isEmpty()
            ? new LogPages(logs, query, new Patience(LIMIT)).before(after, limit, 0).entries()
            : List.of();
  }

  /// The newest lines that were there at the beginning; those that follow come from `next`. None
  /// where it began behind one.
  public List<LogPage.Entry> page() {
    return page;
  }

  /// The lines that came since the last time, in order; empty when none came within the time.
  public List<LogPage.Entry> next(long millis) throws IOException, InterruptedException {
    Map<String, Long> now = more ? changes.versions() : changes.after(seen, millis);
    // What is written before the end is read below.
    boolean closed = changes.closed();
    List<ServiceLog> logs = folder.open(query);
    LogPage found = new LogPages(logs, query, new Patience(LIMIT)).next(next, MOST_LINES);
    more = found.moreAfter();
    ended = closed && !more;
    seen = now;
    return found.entries();
  }

  /// Whether nothing will come any more.
  public boolean ended() {
    return ended;
  }
}
