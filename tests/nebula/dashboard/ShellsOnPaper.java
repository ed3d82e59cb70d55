package nebula.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// Shells that show what is typed, and end at `exit`.
public final class ShellsOnPaper implements Shell.Source {
  final List<Opened> opened = new CopyOnWriteArrayList<>();

  @Override
  public Shell open(String pod, String container, int columns, int rows) {
    Opened shell = new Opened(pod + "/" + container + " " + columns + "x" + rows);
    opened.add(shell);
    return shell;
  }

  /// How each has ended, in the order of their opening; empty for one that goes on.
  public List<String> ends() {
    return opened.stream().map(Opened::end).toList();
  }

  static final class Opened implements Shell {
    private static final byte[] END = {};

    final String what;
    final List<String> sizes = new CopyOnWriteArrayList<>();
    private final BlockingQueue<byte[]> shown = new LinkedBlockingQueue<>();
    private final StringBuilder line = new StringBuilder();
    private String end = "";

    private Opened(String what) {
      this.what = what;
      show("$ ");
    }

    void show(String text) {
      shown.add(text.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void finish(String why) {
      if (end.isEmpty()) {
        end = why;
        shown.add(END);
      }
    }

    @Override
    public InputStream output() {
      return new InputStream() {
        @Override
        public int read() {
          throw new UnsupportedOperationException("read more at once");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          return take(into, offset, length);
        }
      };
    }

    private int take(byte[] into, int offset, int length) throws IOException {
      try {
        byte[] piece = shown.take();
        System.arraycopy(Arrays.copyOf(piece, length), 0, into, offset, piece.length);
        return piece.length == 0 ? -1 : piece.length;
      } catch (InterruptedException closed) {
        throw new IOException(closed);
      }
    }

    @Override
    public synchronized void type(byte[] input) throws IOException {
      if (!end.isEmpty()) {
        throw new IOException("closed");
      }
      for (char sign : new String(input, StandardCharsets.UTF_8).toCharArray()) {
        if (sign != '\r') {
          line.append(sign);
          show(String.valueOf(sign));
        } else if (line.toString().equals("exit")) {
          finish("the shell ended with exit code 0");
        } else {
          show("\r\nyou typed " + line + "\r\n$ ");
          line.setLength(0);
        }
      }
    }

    @Override
    public void resize(int columns, int rows) {
      sizes.add(columns + "x" + rows);
    }

    @Override
    public synchronized String end() {
      return end;
    }

    @Override
    public void close() {
      finish("it was closed here");
    }
  }
}
