package nebula.console;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import nebula.event.Controls;
import nebula.event.Event;

/// The live screen of a run: services on top, logs below.
///
/// Why a full screen, when `docker compose up` and Tilt's stream let everything scroll by: the
/// question of a person who looks up is "is it up, and if not, why not", and a stream answers it
/// with the last thing that happened to scroll by. Here, the answer always stands at the same place
/// and is never more than a glance away. What a full screen costs is given back: the alternate
/// screen leaves the terminal's scrollback as it was; the arrow keys, and so the mouse wheel, go
/// through the last 4,000 log lines; Tab shows one service alone; the whole logs are in files; the
/// mouse is left to the terminal, so that text can be selected and links clicked; and at the end,
/// {@link Summary} and {@link FailureText} put the last state into the scrollback, where it stays.
/// Aspire sends its readers to a browser for all this; Nebula has a page too, but does not need it.
///
/// `up --wait` draws the same services in place, without logs, because it is over in seconds and
/// nothing should jump for that; and only after a moment, so that a run with nothing to do draws
/// nothing at all.
///
/// Draws at most every 80 ms, only what changed, on a thread of its own.
public final class Board implements Output {
  private static final Duration GAP = Duration.ofMillis(80);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final int LINES = 10_000;
  private static final long CHARACTERS = 8_000_000;

  private final EventQueue queue = new EventQueue(LINES, CHARACTERS);
  private final Queue<Key> keys = new ConcurrentLinkedQueue<>();
  private final Palette palette = new Palette();
  private final BoardState state;
  private final Frame frame;
  private final Surface.Source source;
  private final Supplier<Output> otherwise;
  private final InstantSource clock;
  private final BoardControls controls;
  private final Thread thread;

  /// @param leave called when the reader wants the run to end, on the board's thread
  /// @param otherwise what to use when the terminal cannot be drawn on
  /// @param controls what keys may ask of the services
  public static Board fullScreen(
      Theme theme, Controls controls, Runnable leave, Supplier<Output> otherwise) {
    Surface.Source terminal = (keys, resized) -> TerminalSurface.fullScreen(theme, keys, resized);
    return new Board(
        terminal,
        theme,
        true,
        Duration.ZERO,
        InstantSource.system(),
        new BoardControls(controls, leave),
        otherwise);
  }

  /// Services alone, below what the terminal shows already.
  public static Board inPlace(Theme theme, Supplier<Output> otherwise) {
    Surface.Source terminal = (_, resized) -> TerminalSurface.inPlace(theme, resized);
    Duration moment = Duration.ofMillis(400);
    return new Board(
        terminal, theme, false, moment, InstantSource.system(), BoardControls.none(), otherwise);
  }

  Board(
      Surface.Source source,
      Theme theme,
      boolean withLogs,
      Duration firstDraw,
      InstantSource clock,
      BoardControls controls,
      Supplier<Output> otherwise) {
    this.source = source;
    this.state = new BoardState(withLogs);
    this.frame = new Frame(theme, palette);
    this.clock = clock;
    this.controls = controls;
    this.otherwise = otherwise;
    this.thread =
        Thread.ofPlatform().daemon().name("nebula-board").start(() -> runAfter(firstDraw));
  }

  @Override
  public void accept(Event event) {
    queue.put(event);
  }

  /// Draws what is left and gives the terminal back. Nothing of the board stays on the screen.
  @Override
  public void close() {
    queue.close();
    EventQueue.join(thread, CLOSING);
  }

  private void runAfter(Duration firstDraw) {
    try {
      queue.rest(firstDraw);
      if (!queue.closed()) {
        run();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() throws InterruptedException {
    Optional<Surface> surface = open();
    if (surface.isEmpty()) {
      passOn();
      return;
    }
    try (Surface opened = surface.get()) {
      show(opened);
    } catch (IOException terminalIsGone) {
      queue.close();
    }
  }

  private Optional<Surface> open() {
    try {
      return Optional.of(source.open(this::press, queue::wake));
    } catch (IOException notDrawable) {
      return Optional.empty();
    }
  }

  private void show(Surface surface) throws IOException, InterruptedException {
    List<Text> shown = List.of();
    Surface.Size sizeShown = new Surface.Size(0, 0);
    boolean open = true;
    while (open) {
      EventQueue.Batch batch = queue.take(TICK);
      batch.events().forEach(this::learnColours);
      state.apply(batch);
      Surface.Size size = surface.size();
      pressWaitingKeys(Math.max(1, size.rows() / 2));
      View view = state.view(clock.instant(), controls.possible(state.only()));
      List<Text> lines = frame.lines(view, size.columns(), size.rows());
      if (!lines.equals(shown) || !size.equals(sizeShown)) {
        surface.draw(lines);
        shown = lines;
        sizeShown = size;
      }
      open = !batch.closed();
      queue.rest(GAP);
    }
  }

  private void passOn() throws InterruptedException {
    try (Output lines = otherwise.get()) {
      boolean open = true;
      while (open) {
        EventQueue.Batch batch = queue.take(TICK);
        batch.events().forEach(lines);
        open = !batch.closed();
      }
    }
  }

  private void learnColours(Event event) {
    switch (event) {
      case Event.RunStarted run -> palette.services(run.services());
      case Event.ServicesChanged change -> palette.services(change.services());
      default -> {}
    }
  }

  private void press(Key key) {
    keys.add(key);
    queue.wake();
  }

  private void pressWaitingKeys(int page) {
    for (Key key = keys.poll(); key != null; key = keys.poll()) {
      controls.press(key, state.only()).ifPresent(state::notice);
      state.press(key, page);
    }
  }
}
