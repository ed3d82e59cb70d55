package nebula.command;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import nebula.event.Event;

/// Prints what is being done, a line for each change, for the commands that have no board.
final class ProgressLines implements Consumer<Event> {
  private final PrintWriter out;
  private final Map<String, String> last = new HashMap<>();

  ProgressLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.Progress step -> {
        if (!step.text().equals(last.put(step.subject(), step.text()))) {
          out.println(step.subject() + ": " + step.text());
          out.flush();
        }
      }
      case Event.Notice notice -> {
        out.println(notice.text());
        out.flush();
      }
      default -> {}
    }
  }
}
