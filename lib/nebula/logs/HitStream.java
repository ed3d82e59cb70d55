package nebula.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import nebula.logs.Segment.Block;
import nebula.logs.ServiceLog.Hit;

/// The lines of one service that are wanted, one after the other, forwards or backwards. Reads a
/// block first, and where that has none, more and more of them side by side.
final class HitStream {
  private static final int WIDEST = 32;

  private final ServiceLog log;
  private final LogQuery query;
  private final Patience patience;
  private final long from;
  private final long to;
  private final boolean backwards;
  private final List<Block> left;
  private final ArrayDeque<Hit> ready = new ArrayDeque<>();
  private int next;
  private int width = 1;

  /// @param from number of the first line that may be given
  /// @param to number of the first line that may not
  HitStream(
      ServiceLog log, LogQuery query, long from, long to, boolean backwards, Patience patience) {
    this.log = log;
    this.query = query;
    this.from = from;
    this.to = to;
    this.backwards = backwards;
    this.patience = patience;
    List<Block> blocks = new ArrayList<>(log.blocks().stream().filter(this::mayHave).toList());
    if (backwards) {
      Collections.reverse(blocks);
    }
    this.left = blocks;
  }

  private boolean mayHave(Block block) {
    return block.endLine() > from
        && block.line() < to
        && query.since().map(since -> block.timeEnd() >= Moments.nanos(since)).orElse(true)
        && query.until().map(until -> block.timeBefore() <= Moments.nanos(until)).orElse(true);
  }

  /// The next without taking it; null when there is none, or the time is over.
  Hit peek() throws IOException {
    while (ready.isEmpty() && next < left.size() && !patience.isOver()) {
      fill();
    }
    return ready.peek();
  }

  Hit take() {
    return ready.poll();
  }

  String service() {
    return log.service();
  }

  /// Number of the first line that was not looked at or not taken. Forwards only.
  long reached() {
    if (!ready.isEmpty()) {
      return ready.peek().cursor().line();
    }
    return next < left.size() ? Math.max(from, left.get(next).line()) : Math.max(from, to);
  }

  /// Whether there may be more.
  boolean mayHaveMore() {
    return !ready.isEmpty() || next < left.size();
  }

  private void fill() throws IOException {
    List<Block> blocks = left.subList(next, Math.min(left.size(), next + width));
    next += blocks.size();
    width = Math.min(WIDEST, width * 2);
    try {
      List<List<Hit>> found =
          blocks.size() == 1
              ? List.of(hits(blocks.getFirst()))
              : IntStream.range(0, blocks.size())
                  .parallel()
                  .mapToObj(index -> hits(blocks.get(index)))
                  .toList();
      found.forEach(ready::addAll);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private List<Hit> hits(Block block) {
    try {
      List<Hit> hits = log.hits(block, from, to, query, new LineFilter(query, patience));
      return backwards ? hits.reversed() : hits;
    } catch (java.nio.file.NoSuchFileException justDeleted) {
      return List.of();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (Patience.Over over) {
      return List.of();
    }
  }
}
