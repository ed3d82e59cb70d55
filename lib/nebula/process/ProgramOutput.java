package nebula.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What a program writes to one of its outputs: handed on line by line (a carriage return ends a
/// line too, as progress bars use it) and kept, the newest {@link #KEPT_BYTES} of it at least.
public final class ProgramOutput extends OutputStream {
  /// Room for a kubeconfig, an inspect of several containers or a long build log's end.
  static final int KEPT_BYTES = 1 << 20;

  /// A line longer than this is handed on in pieces.
  private static final int LONGEST_LINE = 1 << 16;

  private final Consumer<String> eachLine;
  private final Object turn;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private ByteArrayOutputStream older = new ByteArrayOutputStream();
  private ByteArrayOutputStream newer = new ByteArrayOutputStream();

  /// @param turn a lock shared by the outputs of one program, so that lines come one at a time
  public ProgramOutput(Consumer<String> eachLine, Object turn) {
    this.eachLine = eachLine;
    this.turn = turn;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    keep(bytes, offset, length);
    int from = offset;
    for (int at = offset; at < offset + length; at++) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        line.write(bytes, from, at - from);
        handOn();
        from = at + 1;
      }
    }
    line.write(bytes, from, offset + length - from);
    if (line.size() >= LONGEST_LINE) {
      handOn();
    }
  }

  /// Hands on a last line that has no end, and returns what was kept.
  public synchronized String finish() {
    handOn();
    return older.toString(StandardCharsets.UTF_8) + newer.toString(StandardCharsets.UTF_8);
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (newer.size() >= KEPT_BYTES) {
      older = newer;
      newer = new ByteArrayOutputStream();
    }
    newer.write(bytes, offset, length);
  }

  private void handOn() {
    if (line.size() == 0) {
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    synchronized (turn) {
      eachLine.accept(text);
    }
  }
}
