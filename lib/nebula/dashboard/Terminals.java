package nebula.dashboard;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The terminals that pages have open. There are few, and each lasts as long as its reader.
final class Terminals implements AutoCloseable {
  static final int MOST = 8;
  private static final int ID_BYTES = 16;
  private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);

  private final Shell.Source shells;
  private final Duration unread;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, OpenTerminal> open = new HashMap<>();
  private int opening;
  private boolean closed;

  /// @param unread after which a terminal is ended that nobody reads
  Terminals(Shell.Source shells, Duration unread) {
    this.shells = shells;
    this.unread = unread;
  }

  OpenTerminal open(ChosenContainer in, int columns, int rows)
      throws Refused, InterruptedException {
    synchronized (this) {
      if (closed || open.size() + opening >= MOST) {
        throw new Refused(
            503, "there are " + MOST + " terminals open", Optional.of("close one of them"));
      }
      opening++;
    }
    try {
      return keep(in, shells.open(in.pod(), in.container(), columns, rows));
    } catch (IOException failed) {
      throw new Refused(
          409,
          "no terminal in %s of %s: %s".formatted(in.container(), in.pod(), failed.getMessage()),
          Optional.empty());
    } finally {
      synchronized (this) {
        opening--;
      }
    }
  }

  private OpenTerminal keep(ChosenContainer in, Shell shell) throws Refused {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    OpenTerminal terminal = new OpenTerminal(HexFormat.of().formatHex(id), in, shell);
    boolean late;
    synchronized (this) {
      late = closed;
      if (!late) {
        open.put(terminal.id(), terminal);
      }
    }
    if (late) {
      terminal.close();
      throw new Refused(503, "the run has ended", Optional.empty());
    }
    CompletableFuture.delayedExecutor(
            unread.toMillis(),
            TimeUnit.MILLISECONDS,
            task -> Thread.ofVirtual().name("unread terminal").start(task))
        .execute(() -> endUnread(terminal));
    return terminal;
  }

  private void endUnread(OpenTerminal terminal) {
    if (terminal.takeReader()) {
      end(terminal);
    }
  }

  /// @throws Refused when there is none, or it has ended
  synchronized OpenTerminal at(String id) throws Refused {
    OpenTerminal terminal = open.get(id);
    if (terminal == null) {
      throw Refused.notThere("there is no such terminal; it may have ended");
    }
    return terminal;
  }

  synchronized int count() {
    return open.size();
  }

  /// Its place is free when its shell has been told.
  void end(OpenTerminal terminal) {
    terminal.close();
    synchronized (this) {
      open.remove(terminal.id());
    }
  }

  @Override
  public void close() {
    List<OpenTerminal> last;
    synchronized (this) {
      closed = true;
      last = List.copyOf(open.values());
    }
    List<Thread> ends =
        last.stream()
            .map(each -> Thread.ofVirtual().name("terminal's end").start(() -> end(each)))
            .toList();
    try {
      for (Thread each : ends) {
        each.join(CLOSING_LIMIT);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
