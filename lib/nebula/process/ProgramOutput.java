package nebula.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What a program writes to one of its outputs: handed on line by line and kept, the newest {@link
/// #KEPT_BYTES} of it at least.
public final class ProgramOutput extends OutputStream {
  /// Room for a kubeconfig, an inspect of several containers or a long build log's end.
  static final int KEPT_BYTES = 1 << 20;

  private final LineCutter lines;
  private ByteArrayOutputStream older = new ByteArrayOutputStream();
  private ByteArrayOutputStream newer = new ByteArrayOutputStream();

  /// @param turn a lock shared by the outputs of one program, so that lines come one at a time
  public ProgramOutput(Consumer<String> eachLine, Object turn) {
    this.lines =
        new LineCutter(line -> {
          synchronized (turn) {
            eachLine.accept(line);
          }
        });
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    keep(bytes, offset, length);
    lines.add(bytes, offset, length);
  }

  /// Hands on a last line that has no end, and returns what was kept.
  public synchronized String finish() {
    lines.end();
    return older.toString(StandardCharsets.UTF_8) + newer.toString(StandardCharsets.UTF_8);
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (newer.size() >= KEPT_BYTES) {
      older = newer;
      newer = new ByteArrayOutputStream();
    }
    newer.write(bytes, offset, length);
  }
}
