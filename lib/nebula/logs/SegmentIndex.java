package nebula.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The file beside a segment of a log that says where its blocks begin. It only saves reading: when
/// it is lost or behind, what it lacks is read from the text.
final class SegmentIndex {
  /// Text between two entries, about.
  static final int BLOCK_BYTES = 64 * 1024;

  private static final int ENTRY_BYTES = 3 * Long.BYTES;

  private SegmentIndex() {}

  /// @param offset of the block's first byte in the segment
  /// @param line number of its first line, counted over all segments that ever were
  /// @param time the latest of all lines before it
  record Entry(long offset, long line, long time) {}

  static Path fileOf(Path segment) {
    String name = segment.getFileName().toString();
    return segment.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".index");
  }

  static ByteBuffer bytes(Entry entry) {
    return ByteBuffer.allocate(ENTRY_BYTES)
        .putLong(entry.offset())
        .putLong(entry.line())
        .putLong(entry.time())
        .flip();
  }

  /// In order; entries that make no sense, and all after them, are left out.
  ///
  /// @param size of the segment
  static List<Entry> read(Path segment, long size) throws IOException {
    List<Entry> entries = new ArrayList<>();
    ByteBuffer bytes = whole(fileOf(segment));
    long offset = -1;
    while (bytes.remaining() >= ENTRY_BYTES) {
      Entry entry = new Entry(bytes.getLong(), bytes.getLong(), bytes.getLong());
      boolean sound = entry.offset() > offset && entry.offset() <= size && entry.line() >= 0;
      if (!sound || (entries.isEmpty() && entry.offset() != 0)) {
        break;
      }
      entries.add(entry);
      offset = entry.offset();
    }
    return entries;
  }

  private static ByteBuffer whole(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), 16 * 1024 * 1024));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return bytes.flip();
    } catch (NoSuchFileException none) {
      return ByteBuffer.allocate(0);
    }
  }

  static void delete(Path segment) throws IOException {
    Files.deleteIfExists(segment);
    Files.deleteIfExists(fileOf(segment));
  }
}
