package nebula.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The logs of all services on disk, to read: by this run, by a later one, or by a command. See
/// {@link LogStore}, which writes them.
public final class LogFolder {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LONGEST_NAME = 63;

  private final Path folder;
  private final LogChanges changes;
  private final SegmentMemory memory = new SegmentMemory();

  /// Of a store that nobody writes to now.
  public LogFolder(Path folder) {
    this(folder, new LogChanges());
  }

  LogFolder(Path folder, LogChanges changes) {
    this.folder = folder;
    this.changes = changes;
  }

  /// Services that have a log, by name.
  public List<String> services() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .filter(LogFolder::isName)
          .sorted()
          .toList();
    }
  }

  /// The newest lines that the query wants, or those that end before the cursor.
  ///
  /// @param context lines of the same service before and after each
  public LogPage before(LogQuery query, Optional<Cursor> end, int limit, int context)
      throws IOException {
    return new LogPages(open(query), query, new Patience(LIMIT)).before(end, limit, context);
  }

  /// The lines that begin after the cursor.
  public LogPage after(LogQuery query, Cursor begin, int limit, int context) throws IOException {
    return new LogPages(open(query), query, new Patience(LIMIT)).after(begin, limit, context);
  }

  /// The lines that the query wants from that one on, counted over all lines of its services.
  public LogPage at(LogQuery query, long position, int limit, int context) throws IOException {
    return new LogPages(open(query), query, new Patience(LIMIT)).at(position, limit, context);
  }

  public LogSummary summary(LogQuery query) throws IOException {
    return new LogCount(open(query), query, new Patience(LIMIT)).summary();
  }

  /// The newest lines, or those that begin after the cursor, and then each new one.
  ///
  /// @param limit of the newest, where there is no cursor
  public LogTail follow(LogQuery query, Optional<Cursor> after, int limit) throws IOException {
    return new LogTail(this, changes, query, after, limit);
  }

  /// The newest lines only, again and again.
  ///
  /// @param after a line that is known, as are those before it
  public LogEnd end(LogQuery query, Optional<Cursor> after, int most) throws IOException {
    return new LogEnd(this, changes, query, after, most);
  }

  /// Where the log of a container ended when the last of its lines was written.
  ///
  /// @param born when its pod was made: another of the same name may have been before
  public KeptEnd end(String service, String pod, String container, Instant born)
      throws IOException {
    return isName(service)
        ? new EndSearch(CleanText.of(pod) + "/" + CleanText.of(container), born).in(open(service))
        : KeptEnd.NOTHING;
  }

  List<ServiceLog> open(LogQuery query) throws IOException {
    List<ServiceLog> logs = new ArrayList<>();
    for (String service : services()) {
      if (query.services().isEmpty() || query.services().contains(service)) {
        logs.add(open(service));
      }
    }
    return logs;
  }

  ServiceLog open(String service) throws IOException {
    return ServiceLog.open(service, folder.resolve(service), memory);
  }

  /// As services are named; nothing else is looked for on disk.
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.charAt(0) != '-'
        && text.chars()
            .allMatch(sign ->
                (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '-');
  }
}
