package nebula.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is known of segments that are full and so stay as they are.
final class SegmentMemory {
  private static final int MOST = 1_000;

  private final Map<Path, Segment> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Segment> eldest) {
          return size() > MOST;
        }
      };

  synchronized Segment open(Path file, SegmentIndex.Entry before) throws IOException {
    Segment segment = known.get(file);
    if (segment == null) {
      segment = Segment.open(file, before);
      known.put(file, segment);
    } else {
      // It may have been deleted since.
      java.nio.file.Files.size(file);
    }
    return segment;
  }
}
