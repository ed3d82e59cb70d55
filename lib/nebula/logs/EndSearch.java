package nebula.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import nebula.logs.Segment.Block;

/// Looks from the end of a service's log for the last line of one container. The log itself says
/// what was kept, so that it is right after a run that was killed, and after files were deleted.
final class EndSearch {
  /// Further back it is not looked: a container that was quiet for so long has written nothing
  /// there.
  private static final long FARTHEST_BYTES = 8_000_000;

  /// Clocks of nodes and server may differ by so much. An earlier pod's lines are taken for the
  /// pod's own then, which loses nothing: what the pod wrote is later.
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final byte[] source;
  private final long born;
  private long last = -1;
  private int count;

  /// @param source as it stands in each line
  EndSearch(String source, Instant born) {
    this.source = (source + " ").getBytes(StandardCharsets.UTF_8);
    this.born = Moments.nanos(born.minus(CLOCKS));
  }

  KeptEnd in(ServiceLog log) throws IOException {
    long left = FARTHEST_BYTES;
    for (Block block : log.blocks().reversed()) {
      if (block.timeEnd() < born) {
        return found();
      }
      if (left < 0) {
        return last < 0 ? before(block.timeEnd()) : found();
      }
      if (!read(block) && last >= 0) {
        return found();
      }
      left -= block.length();
    }
    boolean cut = log.firstLine() > 0;
    return last < 0 && cut ? before(log.blocks().getFirst().timeBefore()) : found();
  }

  /// @return whether lines before the block may be of the same moment as the last one
  private boolean read(Block block) throws IOException {
    byte[] bytes = block.read();
    long first = -1;
    long time = -1;
    int same = 0;
    int start = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        if (isFrom(bytes, start, at)) {
          long now = Moments.read(bytes, start, at);
          same = now == time ? same + 1 : 1;
          time = now;
          first = first < 0 ? now : first;
        }
        start = at + 1;
      }
    }
    if (last < 0 && time >= born) {
      last = time;
    }
    count += time == last ? same : 0;
    return first == last;
  }

  private boolean isFrom(byte[] bytes, int start, int end) {
    int from = start + LineFormat.SOURCE;
    int to = from + source.length;
    return to <= end && Arrays.equals(bytes, from, to, source, 0, source.length);
  }

  private KeptEnd found() {
    return last < 0 ? KeptEnd.NOTHING : new KeptEnd(Optional.of(Moments.instant(last)), count);
  }

  /// What there was up to then was kept once, or never written.
  private static KeptEnd before(long time) {
    return new KeptEnd(Optional.of(Moments.instant(time)), 0);
  }
}
