package nebula.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import nebula.event.Event;

/// One service's log on disk, at most twice its limit with the file that was rotated away. After a
/// failed write it begins anew with the next line.
final class LogFile {
  private static final int TEXT_LIMIT = 64_000;

  private final Path path;
  private final long limit;
  private OutputStream out;
  private long size;

  LogFile(Path path, long limit) {
    this.path = path;
    this.limit = limit;
  }

  void add(Event.LogLine line) throws IOException {
    byte[] bytes = format(line).getBytes(StandardCharsets.UTF_8);
    try {
      if (out == null) {
        open();
      }
      if (size > 0 && size + bytes.length > limit) {
        rotate();
      }
      out.write(bytes);
      size += bytes.length;
    } catch (IOException failed) {
      abandon();
      throw failed;
    }
  }

  void flush() throws IOException {
    if (out == null) {
      return;
    }
    try {
      out.flush();
    } catch (IOException failed) {
      abandon();
      throw failed;
    }
  }

  void close() throws IOException {
    if (out != null) {
      OutputStream closing = out;
      out = null;
      closing.close();
    }
  }

  private void open() throws IOException {
    Files.createDirectories(path.getParent());
    out =
        new BufferedOutputStream(
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            64 * 1024);
    size = Files.size(path);
  }

  private void rotate() throws IOException {
    close();
    Path before = path.resolveSibling(path.getFileName() + ".1");
    Files.move(path, before, StandardCopyOption.REPLACE_EXISTING);
    open();
  }

  /// What is still in the buffer is lost: it was what could not be written.
  private void abandon() {
    OutputStream failed = out;
    out = null;
    if (failed != null) {
      try {
        failed.close();
      } catch (IOException again) {
        // said already by the failure that led here
      }
    }
  }

  private static String format(Event.LogLine line) {
    String text = line.text();
    String kept =
        text.length() <= TEXT_LIMIT
            ? text
            : text.substring(0, TEXT_LIMIT) + "… (" + (text.length() - TEXT_LIMIT) + " more)";
    String clean = LogText.of(kept, Integer.MAX_VALUE - 1).plain();
    return line.at() + " " + line.pod() + "/" + line.container() + " " + clean + "\n";
  }
}
