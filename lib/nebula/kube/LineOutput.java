package nebula.kube;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Gives the lines of what comes in parts, each as soon as it is whole.
final class LineOutput {
  /// A longer line comes in parts.
  private static final int LONGEST = 16 * 1024;

  private final Consumer<String> eachLine;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  LineOutput(Consumer<String> eachLine) {
    this.eachLine = eachLine;
  }

  void add(ByteBuffer part) {
    while (part.hasRemaining()) {
      byte next = part.get();
      if (next == '\n') {
        give();
      } else {
        begun.write(next);
        if (begun.size() == LONGEST) {
          give();
        }
      }
    }
  }

  /// Nothing more comes: what is left is a line too.
  void end() {
    if (begun.size() > 0) {
      give();
    }
  }

  private void give() {
    String line = begun.toString(StandardCharsets.UTF_8);
    begun.reset();
    eachLine.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }
}
