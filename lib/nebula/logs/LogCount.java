package nebula.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nebula.logs.Segment.Block;

/// Counts what a query finds, over whole logs, on all processors.
final class LogCount {
  private final List<ServiceLog> logs;
  private final LogQuery query;
  private final Patience patience;

  LogCount(List<ServiceLog> logs, LogQuery query, Patience patience) {
    this.logs = logs;
    this.query = query;
    this.patience = patience;
  }

  private record Part(ServiceLog log, Block block) {}

  /// Of one block.
  ///
  /// @param signs how many lines have which sign for the level
  private record Count(String service, long[] signs, long first, long last) {
    long matches() {
      long matches = 0;
      for (long each : signs) {
        matches += each;
      }
      return matches;
    }
  }

  LogSummary summary() throws IOException {
    List<Part> parts = new ArrayList<>();
    for (ServiceLog log : logs) {
      log.blocks().forEach(block -> parts.add(new Part(log, block)));
    }
    try {
      return sum(parts.parallelStream().map(this::count).toList());
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private Count count(Part part) {
    long[] signs = new long[128];
    long[] ends = {Long.MAX_VALUE, -1};
    if (!patience.isOver()) {
      try {
        part.log()
            .each(
                part.block(),
                query,
                new LineFilter(query, patience),
                (sign, time) -> {
                  signs[sign]++;
                  ends[0] = Math.min(ends[0], time);
                  ends[1] = Math.max(ends[1], time);
                });
      } catch (NoSuchFileException justDeleted) {
        // It was the oldest.
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (Patience.Over over) {
        // The summary says that it is not complete.
      }
    }
    return new Count(part.log().service(), signs, ends[0], ends[1]);
  }

  private LogSummary sum(List<Count> counts) {
    Map<String, Long> levels = new TreeMap<>();
    Map<String, Long> services = new TreeMap<>();
    long first = Long.MAX_VALUE;
    long last = -1;
    for (Count count : counts) {
      long matches = count.matches();
      if (matches > 0) {
        services.merge(count.service(), matches, Long::sum);
        first = Math.min(first, count.first());
        last = Math.max(last, count.last());
      }
      for (int sign = 0; sign < count.signs().length; sign++) {
        if (count.signs()[sign] > 0 && sign != LineFormat.MARKER) {
          String word = Level.ofSign((char) sign).map(Level::word).orElse("none");
          levels.merge(word, count.signs()[sign], Long::sum);
        }
      }
    }
    long lines = logs.stream().mapToLong(log -> log.endLine() - log.firstLine()).sum();
    long matches = services.values().stream().mapToLong(Long::longValue).sum();
    return new LogSummary(
        lines,
        matches,
        levels,
        services,
        instant(first, last >= 0),
        instant(last, last >= 0),
        patience.isComplete());
  }

  private static Optional<Instant> instant(long nanos, boolean known) {
    return known ? Optional.of(Moments.instant(nanos)) : Optional.empty();
  }
}
