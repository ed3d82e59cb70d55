package nebula.console;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import nebula.event.Event;

/// Turns a run into the text of one screen.
final class Rendering {
  private Rendering() {}

  static BoardState state(List<Event> events, boolean logs) {
    BoardState state = new BoardState(logs);
    events.forEach(state::apply);
    return state;
  }

  /// The screen with its trailing blanks and empty last lines removed.
  static String screen(List<Event> events, Instant now, int width, int height) {
    return screen(state(events, true), Theme.plain(), now, width, height);
  }

  static String screen(BoardState state, Theme theme, Instant now, int width, int height) {
    List<Text> lines =
        new Frame(theme, new Palette()).lines(state.view(now, List.of()), width, height);
    return lines.stream()
        .map(line -> line.painted(theme).stripTrailing())
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }
}
