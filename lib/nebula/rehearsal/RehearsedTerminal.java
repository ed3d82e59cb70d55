package nebula.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import nebula.kube.Terminal;

/// A shell that says plainly that nothing runs in a rehearsal, and knows `echo` and `exit`.
final class RehearsedTerminal implements Terminal {
  private static final byte[] END = {};
  private static final String PROMPT = "rehearsal$ ";

  private final BlockingQueue<byte[]> shown = new LinkedBlockingQueue<>();
  private final StringBuilder line = new StringBuilder();
  private byte[] reading = {};
  private int position;
  private Optional<String> end = Optional.empty();

  RehearsedTerminal(String pod, String container) {
    show("This is a rehearsal: container %s of pod %s is not real.\r\n".formatted(container, pod));
    show("Only echo and exit are pretended here.\r\n" + PROMPT);
  }

  @Override
  public InputStream output() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return take(into, offset, length);
      }
    };
  }

  private int take(byte[] into, int offset, int length) throws IOException {
    try {
      if (position == reading.length) {
        reading = shown.take();
        position = 0;
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", closing);
    }
    if (reading.length == 0) {
      shown.add(END);
      return -1;
    }
    int count = Math.min(length, reading.length - position);
    System.arraycopy(reading, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public OutputStream input() {
    return new OutputStream() {
      @Override
      public void write(int one) {
        typed((char) (one & 0xff));
      }
    };
  }

  private synchronized void typed(char sign) {
    switch (sign) {
      case '\r', '\n' -> run(line.toString().strip());
      case '\u0003' -> {
        line.setLength(0);
        show("^C\r\n" + PROMPT);
      }
      case '\u0004' -> finish("the shell ended with exit code 0");
      case '\b', '\u007f' -> {
        if (!line.isEmpty()) {
          line.setLength(line.length() - 1);
          show("\b \b");
        }
      }
      default -> {
        line.append(sign);
        shown.add(new byte[] {(byte) sign});
      }
    }
  }

  private void run(String command) {
    line.setLength(0);
    show("\r\n");
    if (command.equals("exit")) {
      finish("the shell ended with exit code 0");
      return;
    }
    if (command.startsWith("echo ")) {
      shown.add((command.substring(5) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    } else if (!command.isEmpty()) {
      show("Nothing real runs here: this is a rehearsal.\r\n");
    }
    show(PROMPT);
  }

  private void show(String text) {
    shown.add(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void resize(Size size) {}

  @Override
  public synchronized Optional<String> end() {
    return end;
  }

  @Override
  public void close() {
    finish("it was closed here");
  }

  private synchronized void finish(String why) {
    if (end.isEmpty()) {
      end = Optional.of(why);
      shown.add(END);
    }
  }
}
