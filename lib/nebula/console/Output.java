package nebula.console;

import java.util.function.Consumer;
import nebula.event.Event;

/// Shows a run to whoever started it. {@link #accept} returns at once whatever is at the other end,
/// because the event bus calls it under its lock; {@link #close} lets what is still in the queue
/// out, for at most a second or two.
public interface Output extends Consumer<Event>, AutoCloseable {
  @Override
  void close();
}
