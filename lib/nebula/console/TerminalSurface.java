package nebula.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.Signals;

/// The terminal of this process, through JLine, which knows terminals and writes only the
/// difference to what is shown.
///
/// JLine's provider `exec` (the programs `tty` and `stty`) is chosen over its native ones: those
/// need a JVM option or warn on each start, unpack a library into the folder for temporary files,
/// and are no faster here (measured: 120 ms against 100 and 200). The signals of this process stay
/// as they are, but for the one that tells of a new size, and the one after Ctrl-Z and `fg`.
final class TerminalSurface implements Surface {
  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[H\u001b[2J";
  private static final String LEAVE = "\u001b[?1049l\u001b[?25h";

  /// The cursor stands where what is drawn in place begins.
  private static final String ERASE = "\r\u001b[J";

  private static final String RESIZE = "WINCH";
  private static final String RETURN = "CONT";
  private static final Size USUAL = new Size(80, 24);

  private final Terminal terminal;
  private final Display display;
  private final Theme theme;
  private final boolean fullScreen;
  private final Object onResize;
  private final Object onReturn;
  private final Thread atExit = new Thread(this::restore, "nebula-restore-terminal");
  private volatile boolean sizeKnown;
  private volatile boolean returned;
  private Size size = USUAL;
  private boolean restored;

  static TerminalSurface fullScreen(Theme theme, Consumer<Key> keys, Runnable resized)
      throws IOException {
    TerminalSurface surface = new TerminalSurface(theme, true, resized);
    KeyReader.start(keys);
    return surface;
  }

  static TerminalSurface inPlace(Theme theme, Runnable resized) throws IOException {
    return new TerminalSurface(theme, false, resized);
  }

  private TerminalSurface(Theme theme, boolean fullScreen, Runnable resized) throws IOException {
    this.theme = theme;
    this.fullScreen = fullScreen;
    this.terminal = open();
    this.display = new Display(terminal, fullScreen);
    this.onResize = Signals.register(RESIZE, () -> changed(resized));
    this.onReturn = Signals.register(RETURN, () -> comeBack(resized));
    Runtime.getRuntime().addShutdownHook(atExit);
    if (fullScreen) {
      enter();
    }
  }

  private static Terminal open() throws IOException {
    // Else lines are drawn with the terminal's second character set, which some cannot copy.
    // JLine then makes ASCII of the light box characters, so the theme does without those.
    System.setProperty(TerminalBuilder.PROP_DISABLE_ALTERNATE_CHARSET, "true");
    try {
      return TerminalBuilder.builder()
          .system(true)
          .dumb(false)
          .provider("exec")
          .nativeSignals(false)
          .graphemeCluster(false)
          .encoding(System.out.charset())
          .build();
    } catch (IllegalStateException | IOError notATerminal) {
      throw new IOException(notATerminal);
    }
  }

  /// Keys come at once and are not echoed; Ctrl-C stays a signal, unlike in JLine's raw mode.
  private void enter() {
    Attributes keys = terminal.getAttributes();
    keys.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
    keys.setInputFlag(InputFlag.IXON, false);
    keys.setControlChar(ControlChar.VMIN, 1);
    keys.setControlChar(ControlChar.VTIME, 0);
    terminal.setAttributes(keys);
    write(ENTER);
  }

  private void changed(Runnable resized) {
    sizeKnown = false;
    resized.run();
  }

  private void comeBack(Runnable resized) {
    returned = fullScreen;
    changed(resized);
  }

  /// One column less than there is: what ends at the right edge wraps on some terminals.
  @Override
  public Size size() {
    if (!sizeKnown) {
      sizeKnown = true;
      org.jline.terminal.Size asked = terminal.getSize();
      boolean told = asked.getColumns() > 0 && asked.getRows() > 0;
      Size whole = told ? new Size(asked.getColumns(), asked.getRows()) : USUAL;
      display.resize(org.jline.terminal.Size.of(whole.columns(), whole.rows()));
      display.clear();
      size =
          new Size(Math.max(1, whole.columns() - 1), fullScreen ? whole.rows() : whole.rows() - 1);
    }
    return size;
  }

  @Override
  public void draw(List<Text> lines) throws IOException {
    try {
      if (returned) {
        returned = false;
        enter();
        display.reset();
      }
      List<AttributedString> shown = new ArrayList<>();
      lines.forEach(line -> shown.add(AttributedString.fromAnsi(line.painted(theme))));
      display.update(shown, 0);
    } catch (IllegalStateException | IOError gone) {
      throw new IOException(gone);
    }
    if (terminal.writer().checkError()) {
      throw new IOException("the terminal is gone");
    }
  }

  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      // the hook runs, or has run: nothing is left to do
    }
  }

  private synchronized void restore() {
    if (restored) {
      return;
    }
    restored = true;
    Signals.unregister(RESIZE, onResize);
    Signals.unregister(RETURN, onReturn);
    write(fullScreen ? LEAVE : ERASE);
    try {
      terminal.close();
    } catch (IOException | IOError gone) {
      // there is no terminal left to restore
    }
  }

  /// Past JLine, whose own exit hook may have closed its writer already.
  private static void write(String sequence) {
    try {
      OutputStream out = new FileOutputStream(FileDescriptor.out);
      out.write(sequence.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException gone) {
      // there is no terminal left to write to
    }
  }
}
