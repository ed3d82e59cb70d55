package nebula.logs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes on with the lines that a query wants as they are written. Reads them from the disk, so that
/// a slow reader costs nothing and loses nothing. Not for more than one thread.
public final class LogTail {
  /// Of one service at once, so that a reader that is far behind does not fill the memory.
  private static final int MOST_LINES = 2_000;

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final LogFolder folder;
  private final LogChanges changes;
  private final LogQuery query;
  private final Map<String, Long> next = new HashMap<>();
  private final LogPage page;
  private Map<String, Long> seen;
  private boolean more;

  /// @param limit lines of the page that it begins with
  LogTail(LogFolder folder, LogChanges changes, LogQuery query, int limit) throws IOException {
    this.folder = folder;
    this.changes = changes;
    this.query = query;
    this.seen = changes.versions();
    List<ServiceLog> logs = folder.open(query);
    logs.forEach(log -> next.put(log.service(), log.endLine()));
    this.page = new LogPages(logs, query, new Patience(LIMIT)).before(Optional.empty(), limit, 0);
  }

  /// The newest lines that were there at the beginning; those that follow come from `next`.
  public LogPage page() {
    return page;
  }

  /// The lines that came since the last time, in order; empty when none came within the time.
  public List<LogPage.Entry> next(long millis) throws IOException, InterruptedException {
    Map<String, Long> now = more ? changes.versions() : changes.after(seen, millis);
    more = false;
    List<LogPage.Entry> entries = new ArrayList<>();
    for (ServiceLog log : folder.open(query)) {
      long from = next.getOrDefault(log.service(), 0L);
      long to = Math.min(log.endLine(), from + MOST_LINES);
      more |= to < log.endLine();
      HitStream lines = new HitStream(log, query, from, to, false, new Patience(LIMIT));
      for (var hit = lines.peek(); hit != null; hit = lines.peek()) {
        entries.add(new LogPage.Entry(hit.cursor(), LineFormat.read(hit.bytes()), false));
        lines.take();
      }
      next.put(log.service(), to);
    }
    seen = now;
    entries.sort(Comparator.comparing(LogPage.Entry::cursor));
    return entries;
  }

  /// Whether nothing will come any more.
  public boolean ended() {
    return changes.closed() && !more;
  }
}
