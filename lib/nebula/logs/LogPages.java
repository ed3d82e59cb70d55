package nebula.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import nebula.logs.ServiceLog.Hit;

/// Puts the logs of services together in time order, a page at a time.
final class LogPages {
  /// Of a page: lines may be of 64 kB, and there may be thousands.
  private static final long MOST_BYTES = 4_000_000;

  private final List<ServiceLog> logs;
  private final LogQuery query;
  private final Patience patience;

  LogPages(List<ServiceLog> logs, LogQuery query, Patience patience) {
    this.logs = logs;
    this.query = query;
    this.patience = patience;
  }

  LogPage before(Optional<Cursor> end, int limit, int context) throws IOException {
    List<HitStream> streams = new ArrayList<>();
    for (ServiceLog log : logs) {
      long to =
          end.isEmpty()
              ? log.endLine()
              : log.firstWhere(cursor -> cursor.compareTo(end.get()) >= 0);
      streams.add(new HitStream(log, query, 0, to, true, patience));
    }
    List<Hit> hits = merged(streams, limit, Comparator.comparing(Hit::cursor).reversed());
    boolean more = streams.stream().anyMatch(HitStream::mayHaveMore);
    return page(hits.reversed(), context, more, end.isPresent());
  }

  /// The newest of those that are not known yet.
  ///
  /// @param from number of the first line that is not, by service; all are new where it is missing
  LogPage newest(Map<String, Long> from, int limit) throws IOException {
    List<HitStream> streams = new ArrayList<>();
    for (ServiceLog log : logs) {
      long first = from.getOrDefault(log.service(), 0L);
      streams.add(new HitStream(log, query, first, log.endLine(), true, patience));
    }
    List<Hit> hits = merged(streams, limit, Comparator.comparing(Hit::cursor).reversed());
    boolean more = false;
    for (HitStream stream : streams) {
      more |= stream.peek() != null;
    }
    return page(hits.reversed(), 0, more, false);
  }

  /// The oldest of those that are not known yet, and moves on behind them.
  ///
  /// @param from as above
  LogPage next(Map<String, Long> from, int limit) throws IOException {
    List<HitStream> streams = new ArrayList<>();
    for (ServiceLog log : logs) {
      long first = from.getOrDefault(log.service(), 0L);
      streams.add(new HitStream(log, query, first, log.endLine(), false, patience));
    }
    LogPage page = forwards(streams, limit, 0, true);
    streams.forEach(stream -> from.put(stream.service(), stream.reached()));
    return page;
  }

  LogPage after(Cursor begin, int limit, int context) throws IOException {
    List<HitStream> streams = new ArrayList<>();
    for (ServiceLog log : logs) {
      long from = log.firstWhere(cursor -> cursor.compareTo(begin) > 0);
      streams.add(new HitStream(log, query, from, log.endLine(), false, patience));
    }
    return forwards(streams, limit, context, true);
  }

  LogPage at(long position, int limit, int context) throws IOException {
    List<HitStream> streams = new ArrayList<>();
    for (Start start : starts(position)) {
      streams.add(
          new HitStream(start.log(), query, start.line(), start.log().endLine(), false, patience));
    }
    return forwards(streams, limit, context, position > 0);
  }

  private LogPage forwards(List<HitStream> streams, int limit, int context, boolean moreBefore)
      throws IOException {
    List<Hit> hits = merged(streams, limit, Comparator.comparing(Hit::cursor));
    boolean more = streams.stream().anyMatch(HitStream::mayHaveMore);
    return page(hits, context, moreBefore, more);
  }

  private List<Hit> merged(List<HitStream> streams, int limit, Comparator<Hit> order)
      throws IOException {
    List<Hit> hits = new ArrayList<>();
    long bytes = 0;
    while (hits.size() < limit && bytes < MOST_BYTES) {
      HitStream first = null;
      Hit least = null;
      for (HitStream stream : streams) {
        Hit hit = stream.peek();
        if (hit != null && (least == null || order.compare(hit, least) < 0)) {
          least = hit;
          first = stream;
        }
      }
      if (first == null) {
        break;
      }
      hits.add(first.take());
      bytes += least.bytes().length;
    }
    return hits;
  }

  private record Start(ServiceLog log, long line) {}

  /// Where each log begins when so many lines of all go before: by halving the time.
  private List<Start> starts(long position) throws IOException {
    long low = 0;
    long high = 1;
    for (ServiceLog log : logs) {
      high = Math.max(high, log.blocks().isEmpty() ? 0 : log.blocks().getLast().timeEnd() + 1);
    }
    // The latest moment before which there are not more lines than wanted.
    while (low + 1 < high) {
      long middle = low + (high - low) / 2;
      if (countBefore(middle) <= position) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return after(low, position - countBefore(low));
  }

  private long countBefore(long time) throws IOException {
    long count = 0;
    for (ServiceLog log : logs) {
      count += log.firstWhere(cursor -> cursor.time() >= time) - log.firstLine();
    }
    return count;
  }

  /// Lines of one moment are taken service by service, as everywhere.
  private List<Start> after(long time, long skipped) throws IOException {
    List<Start> starts = new ArrayList<>();
    long left = skipped;
    for (ServiceLog log : logs) {
      long first = log.firstWhere(cursor -> cursor.time() >= time);
      long next = log.firstWhere(cursor -> cursor.time() > time);
      long taken = Math.min(left, next - first);
      left -= taken;
      starts.add(new Start(log, first + taken));
    }
    return starts;
  }

  private LogPage page(List<Hit> hits, int context, boolean moreBefore, boolean moreAfter)
      throws IOException {
    SequencedMap<Cursor, LogPage.Entry> entries = new TreeMap<>();
    for (Hit hit : hits) {
      entries.put(
          hit.cursor(), new LogPage.Entry(hit.cursor(), LineFormat.read(hit.bytes()), false));
    }
    if (context > 0) {
      for (Hit hit : hits) {
        for (Hit near : near(hit, context)) {
          entries.putIfAbsent(
              near.cursor(), new LogPage.Entry(near.cursor(), LineFormat.read(near.bytes()), true));
        }
      }
    }
    List<Cursor> cursors = hits.stream().map(Hit::cursor).toList();
    return new LogPage(
        List.copyOf(entries.values()),
        cursors.stream().findFirst(),
        cursors.reversed().stream().findFirst(),
        moreBefore,
        moreAfter,
        patience.isComplete());
  }

  private List<Hit> near(Hit hit, int context) throws IOException {
    ServiceLog log =
        logs.stream()
            .filter(each -> each.service().equals(hit.cursor().service()))
            .findFirst()
            .orElseThrow();
    long line = hit.cursor().line();
    HitStream lines =
        new HitStream(
            log, LogQuery.ALL, Math.max(0, line - context), line + context + 1, false, patience);
    List<Hit> near = new ArrayList<>();
    while (lines.peek() != null) {
      near.add(lines.take());
    }
    return near;
  }
}
