package nebula.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nebula.event.Controls.Action;
import nebula.event.Event;
import nebula.event.FileNotices;
import nebula.event.Snapshot;

/// What the board knows and where its reader looks. Not for more than one thread.
final class BoardState {
  /// The name under which Nebula itself speaks among the services' logs.
  static final String NEBULA = "nebula";

  private static final int NOTICES = 3;

  private final boolean withLogs;
  private final LogMemory memory = new LogMemory();
  private final Deque<String> notices = new ArrayDeque<>();
  private Snapshot snapshot = Snapshot.empty();
  private Optional<Instant> started = Optional.empty();
  private Instant notHealthySince = Instant.EPOCH;
  private Optional<Duration> took = Optional.empty();
  private Optional<String> page = Optional.empty();
  private Optional<String> only = Optional.empty();
  private int back;
  private long dropped;

  BoardState(boolean withLogs) {
    this.withLogs = withLogs;
  }

  void apply(EventQueue.Batch batch) {
    dropped += batch.dropped();
    batch.events().forEach(this::apply);
  }

  void apply(Event event) {
    boolean wasHealthy = snapshot.allHealthy();
    snapshot = snapshot.after(event);
    switch (event) {
      case Event.RunStarted run -> {
        started = Optional.of(run.at());
        notHealthySince = run.at();
      }
      case Event.StatusChanged changed -> {
        if (wasHealthy && !snapshot.allHealthy()) {
          notHealthySince = changed.at();
          took = Optional.empty();
        }
      }
      case Event.LogLine line -> log(line.service(), line.text());
      case Event.Notice notice -> notice(notice.text());
      case Event.AllHealthy all -> allHealthy(all.at());
      case Event.PageServed served -> page = Optional.of(served.url());
      case Event.ServicesChanged _, Event.CodeChanged _, Event.Progress _, Event.RunEnded _ -> {}
    }
  }

  private void allHealthy(Instant at) {
    took = Optional.of(Duration.between(notHealthySince, at));
    String pages = Links.all(snapshot);
    log(
        NEBULA,
        Counts.all(snapshot)
            + " healthy after "
            + Elapsed.exact(took.get())
            + (pages.isEmpty() ? "" : ": " + pages));
  }

  Optional<String> only() {
    return only;
  }

  /// Takes up what people should know that is no event of the run.
  void notice(String text) {
    if (text.equals(FileNotices.RIGHT_AGAIN)) {
      notices.removeIf(FileNotices::isMistake);
    }
    notices.addLast(text);
    if (notices.size() > NOTICES) {
      notices.removeFirst();
    }
    log(NEBULA, text);
  }

  private void log(String service, String text) {
    memory.add(service, text);
    boolean shown = only.isEmpty() || only.get().equals(service);
    if (back > 0 && shown) {
      back++;
    }
  }

  /// @param page lines that a page has
  void press(Key key, int page) {
    switch (key) {
      case UP -> scroll(1);
      case DOWN -> scroll(-1);
      case PAGE_UP -> scroll(page);
      case PAGE_DOWN -> scroll(-page);
      case FIRST -> scroll(Integer.MAX_VALUE / 2);
      case LAST -> back = 0;
      case NEXT_SERVICE -> look(1);
      case PREVIOUS_SERVICE -> look(-1);
      case ALL_SERVICES -> {
        only = Optional.empty();
        back = 0;
      }
      case RESTART, REBUILD, STOP_OR_START, LEAVE -> {}
    }
  }

  private void scroll(int lines) {
    int most = Math.max(0, memory.count(only) - 1);
    back = Math.clamp((long) back + lines, 0, most);
  }

  private void look(int step) {
    List<String> names = new ArrayList<>();
    names.add("");
    snapshot.lines().forEach(line -> names.add(line.service().name()));
    int at = Math.floorMod(names.indexOf(only.orElse("")) + step, names.size());
    only = at == 0 ? Optional.empty() : Optional.of(names.get(at));
    back = 0;
  }

  /// @param actions what may be asked of the one service whose lines are shown
  View view(Instant now, List<Action> actions) {
    Optional<View.LogView> logs =
        withLogs
            ? Optional.of(new View.LogView(memory, only, back, dropped, actions))
            : Optional.empty();
    return new View(snapshot, now, started, took, page, List.copyOf(notices), logs);
  }
}
