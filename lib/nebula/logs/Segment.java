package nebula.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One file of a service's log, `00000001.log`, and what is known of it.
///
/// @param blocks in order; empty when no whole line is in it
/// @param end after its last whole line
record Segment(Path file, List<Block> blocks, SegmentIndex.Entry end) {
  private static final String SUFFIX = ".log";

  /// Lines that follow each other.
  ///
  /// @param line number of its first line
  /// @param endLine number of the line after its last
  /// @param timeBefore the latest time of all lines before it, so that no line of it is earlier in
  ///   the order of the log
  /// @param timeEnd the latest time of all lines up to its end
  record Block(
      Path file, long offset, int length, long line, long endLine, long timeBefore, long timeEnd) {

    /// Its text; what is missing when the file has just been deleted is not there.
    byte[] read() throws IOException {
      byte[] bytes = new byte[length];
      int got = Segment.read(file, offset, bytes);
      return got == length ? bytes : java.util.Arrays.copyOf(bytes, got);
    }
  }

  static Path file(Path folder, long number) {
    return folder.resolve(String.format("%08d", number) + SUFFIX);
  }

  static long number(Path segment) {
    String name = segment.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /// Oldest first.
  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Segment::isOne).sorted().toList();
    }
  }

  private static boolean isOne(Path file) {
    String name = file.getFileName().toString();
    return name.length() == 8 + SUFFIX.length()
        && name.endsWith(SUFFIX)
        && name.chars().limit(8).allMatch(sign -> sign >= '0' && sign <= '9');
  }

  /// @param before where the segment before it ends, for when its own index is lost
  static Segment open(Path file, SegmentIndex.Entry before) throws IOException {
    long size = Files.size(file);
    List<SegmentIndex.Entry> entries = new ArrayList<>(SegmentIndex.read(file, size));
    if (entries.isEmpty()) {
      entries.add(new SegmentIndex.Entry(0, before.line(), before.time()));
    }
    List<Block> blocks = new ArrayList<>();
    for (int index = 0; index + 1 < entries.size(); index++) {
      blocks.add(block(file, entries.get(index), entries.get(index + 1)));
    }
    SegmentIndex.Entry last = entries.getLast();
    while (last.offset() < size) {
      SegmentIndex.Entry next = walk(file, last, size);
      if (next.offset() == last.offset()) {
        break;
      }
      blocks.add(block(file, last, next));
      last = next;
    }
    return new Segment(file, List.copyOf(blocks), last);
  }

  private static Block block(Path file, SegmentIndex.Entry from, SegmentIndex.Entry to) {
    return new Block(
        file,
        from.offset(),
        (int) (to.offset() - from.offset()),
        from.line(),
        to.line(),
        from.time(),
        to.time());
  }

  /// Over the whole lines of about a block.
  private static SegmentIndex.Entry walk(Path file, SegmentIndex.Entry from, long size)
      throws IOException {
    byte[] bytes = new byte[(int) Math.min(size - from.offset(), 8 * SegmentIndex.BLOCK_BYTES)];
    int length = read(file, from.offset(), bytes);
    long line = from.line();
    long time = from.time();
    int start = 0;
    for (int at = 0; at < length; at++) {
      if (bytes[at] == '\n') {
        time = Math.max(time, Moments.read(bytes, start, at));
        line++;
        start = at + 1;
        if (start >= SegmentIndex.BLOCK_BYTES) {
          break;
        }
      }
    }
    return new SegmentIndex.Entry(from.offset() + start, line, time);
  }

  /// @return how many bytes there were
  static int read(Path file, long offset, byte[] target) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.wrap(target);
      int got = 0;
      while (buffer.hasRemaining() && got >= 0) {
        got = channel.read(buffer, offset + buffer.position());
      }
      return buffer.position();
    }
  }
}
