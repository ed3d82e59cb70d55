package nebula.logs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import nebula.logs.Segment.Block;

/// One service's log as it is on disk at one moment.
///
/// @param blocks of all segments, oldest first
record ServiceLog(String service, List<Block> blocks) {

  /// A line that was found.
  record Hit(Cursor cursor, byte[] bytes) {}

  /// @param known segments that were read before and do not change any more
  static ServiceLog open(String service, Path folder, SegmentMemory known) throws IOException {
    List<Block> blocks = new ArrayList<>();
    SegmentIndex.Entry end = new SegmentIndex.Entry(0, 0, 0);
    List<Path> files = Segment.files(folder);
    for (Path file : files) {
      boolean last = file.equals(files.getLast());
      try {
        Segment segment = last ? Segment.open(file, end) : known.open(file, end);
        blocks.addAll(segment.blocks());
        end = segment.end();
      } catch (NoSuchFileException justDeleted) {
        // It was the oldest, and there was no room for it.
      }
    }
    return new ServiceLog(service, List.copyOf(blocks));
  }

  long firstLine() {
    return blocks.isEmpty() ? 0 : blocks.getFirst().line();
  }

  /// The number that the next line will have.
  long endLine() {
    return blocks.isEmpty() ? 0 : blocks.getLast().endLine();
  }

  /// Number of the first line for which it holds; it has to hold for all after it too.
  long firstWhere(Predicate<Cursor> holds) throws IOException {
    int low = 0;
    int high = blocks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Block block = blocks.get(middle);
      // Of its last line, which is the latest of it.
      if (holds.test(new Cursor(block.timeEnd(), block.endLine() - 1, service))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    if (low == blocks.size()) {
      return endLine();
    }
    Block block = blocks.get(low);
    long[] found = {block.endLine()};
    walk(
        block,
        (bytes, from, to, cursor) -> {
          boolean first = holds.test(cursor);
          if (first) {
            found[0] = cursor.line();
          }
          return !first;
        });
    return found[0];
  }

  /// Lines of the block in [from, to) that the filter wants, in order.
  List<Hit> hits(Block block, long from, long to, LogQuery query, LineFilter filter)
      throws IOException {
    List<Hit> hits = new ArrayList<>();
    find(
        block,
        query,
        filter,
        (bytes, start, end, cursor) -> {
          if (cursor.line() >= from && cursor.line() < to) {
            hits.add(new Hit(cursor, Arrays.copyOfRange(bytes, start, end)));
          }
          return true;
        });
    return hits;
  }

  /// Counts a line.
  interface Tally {
    void add(int sign, long time);
  }

  /// Gives sign and time of each line of the block that the filter wants.
  void each(Block block, LogQuery query, LineFilter filter, Tally tally) throws IOException {
    find(
        block,
        query,
        filter,
        (bytes, start, end, cursor) -> {
          tally.add(bytes[start + LineFormat.SIGN], cursor.time());
          return true;
        });
  }

  private void find(Block block, LogQuery query, LineFilter filter, Step step) throws IOException {
    byte[] bytes = block.read();
    long line = block.line();
    long time = block.timeBefore();
    int start = 0;
    int timed = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] != '\n') {
        continue;
      }
      if (filter.wants(bytes, start, at)) {
        // Times are read only where something was found, and of all lines before it.
        time = latest(bytes, timed, at, time);
        timed = at + 1;
        if (isWithin(query, time)) {
          step.take(bytes, start, at, new Cursor(time, line, service));
        }
      }
      line++;
      start = at + 1;
    }
  }

  private static boolean isWithin(LogQuery query, long time) {
    return query.since().map(since -> time >= Moments.nanos(since)).orElse(true)
        && query.until().map(until -> time <= Moments.nanos(until)).orElse(true);
  }

  /// The latest of all whole lines in [from, to] and of before.
  private static long latest(byte[] bytes, int from, int to, long before) {
    long latest = before;
    int start = from;
    for (int at = from; at <= to; at++) {
      if (bytes[at] == '\n') {
        latest = Math.max(latest, Moments.read(bytes, start, at));
        start = at + 1;
      }
    }
    return latest;
  }

  private interface Step {
    /// @return whether to go on
    boolean take(byte[] bytes, int from, int to, Cursor cursor);
  }

  private void walk(Block block, Step step) throws IOException {
    byte[] bytes = block.read();
    long line = block.line();
    long time = block.timeBefore();
    int start = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        time = Math.max(time, Moments.read(bytes, start, at));
        if (!step.take(bytes, start, at, new Cursor(time, line, service))) {
          return;
        }
        line++;
        start = at + 1;
      }
    }
  }
}
