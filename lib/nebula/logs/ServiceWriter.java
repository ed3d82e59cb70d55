package nebula.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Writes one service's log, in segments of a sixteenth of what it may take; when there is no room
/// for another the oldest goes. One process writes it at a time: a second run leaves it to the
/// first. After a failed write it begins anew with the next line.
final class ServiceWriter {
  private static final int SEGMENTS = 16;
  private static final int BUFFER_BYTES = 128 * 1024;

  private final Path folder;
  private final long limit;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private FileChannel turn;
  private FileLock lock;
  private FileChannel text;
  private FileChannel index;
  private Path segment;
  private long size;
  private long indexed;
  private long line;
  private long time;
  private boolean othersTurn;

  /// @param limit in bytes, of all segments
  ServiceWriter(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /// @return whether it is kept here; not when another process keeps this log
  boolean add(LogLine logLine) throws IOException {
    if (othersTurn) {
      return false;
    }
    byte[] bytes = LineFormat.write(logLine);
    try {
      if (text == null && !open()) {
        return false;
      }
      if (size > 0 && size + bytes.length > limit / SEGMENTS) {
        next();
      }
      if (size == 0 || size - indexed >= SegmentIndex.BLOCK_BYTES) {
        flush();
        whole(index, SegmentIndex.bytes(new SegmentIndex.Entry(size, line, time)));
        indexed = size;
      }
      put(bytes);
      size += bytes.length;
      line++;
      time = Math.max(time, Moments.nanos(logLine.at()));
      return true;
    } catch (IOException failed) {
      abandon();
      throw failed;
    }
  }

  private void put(byte[] bytes) throws IOException {
    if (bytes.length > buffer.remaining()) {
      flush();
    }
    if (bytes.length > buffer.remaining()) {
      whole(text, ByteBuffer.wrap(bytes));
    } else {
      buffer.put(bytes);
    }
  }

  void flush() throws IOException {
    if (text != null && buffer.position() > 0) {
      buffer.flip();
      whole(text, buffer);
      buffer.clear();
    }
  }

  void close() throws IOException {
    try {
      flush();
    } finally {
      abandon();
    }
  }

  private boolean open() throws IOException {
    Files.createDirectories(folder);
    turn =
        FileChannel.open(
            folder.resolve(".writer"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock = tryLock();
    if (lock == null) {
      othersTurn = true;
      turn.close();
      return false;
    }
    List<Path> files = Segment.files(folder);
    if (files.isEmpty()) {
      begin(Segment.file(folder, 1), List.of());
      return true;
    }
    Segment last = Segment.open(files.getLast(), new SegmentIndex.Entry(0, 0, 0));
    line = last.end().line();
    time = last.end().time();
    // The half line of a process that was killed.
    try (FileChannel whole = FileChannel.open(last.file(), StandardOpenOption.WRITE)) {
      whole.truncate(last.end().offset());
    }
    begin(last.file(), last.blocks());
    return true;
  }

  private FileLock tryLock() throws IOException {
    try {
      return turn.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  /// The index is written anew: whatever it was when the last run ended, from here on it holds.
  private void begin(Path file, List<Segment.Block> blocks) throws IOException {
    segment = file;
    text = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = text.size();
    index =
        FileChannel.open(
            SegmentIndex.fileOf(file),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    indexed = 0;
    for (Segment.Block block : blocks) {
      indexed = block.offset();
      whole(
          index,
          SegmentIndex.bytes(
              new SegmentIndex.Entry(block.offset(), block.line(), block.timeBefore())));
    }
  }

  private void next() throws IOException {
    flush();
    text.close();
    index.close();
    Path following = Segment.file(folder, Segment.number(segment) + 1);
    begin(following, List.of());
    long room = limit - limit / SEGMENTS;
    List<Path> files = Segment.files(folder);
    long total = 0;
    for (Path file : files) {
      total += Files.size(file);
    }
    for (Path oldest : files) {
      if (total <= room || oldest.equals(following)) {
        break;
      }
      total -= Files.size(oldest);
      SegmentIndex.delete(oldest);
    }
  }

  /// What is still in the buffer is lost when it was what could not be written.
  private void abandon() {
    buffer.clear();
    for (FileChannel channel : new FileChannel[] {text, index, turn}) {
      try {
        if (channel != null) {
          channel.close();
        }
      } catch (IOException again) {
        // Said already by the failure that led here.
      }
    }
    text = null;
    index = null;
    turn = null;
  }

  private static void whole(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
