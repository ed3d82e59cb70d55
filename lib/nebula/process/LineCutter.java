package nebula.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Gives the lines of what comes in parts, each as soon as it is whole; empty ones are left out. A
/// carriage return ends a line too, as progress bars use it.
public final class LineCutter {
  /// A line longer than this is given in pieces.
  private static final int LONGEST_LINE = 1 << 16;

  private final Consumer<String> eachLine;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  public LineCutter(Consumer<String> eachLine) {
    this.eachLine = eachLine;
  }

  public void add(byte[] bytes, int offset, int length) {
    int from = offset;
    for (int at = offset; at < offset + length; at++) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        line.write(bytes, from, at - from);
        end();
        from = at + 1;
      }
    }
    line.write(bytes, from, offset + length - from);
    if (line.size() >= LONGEST_LINE) {
      end();
    }
  }

  /// Nothing more comes: what is left is a line too.
  public void end() {
    if (line.size() > 0) {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      eachLine.accept(text);
    }
  }
}
