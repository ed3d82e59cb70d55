package nebula.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Hands each event to every subscriber, in one order for all. Subscribers must not block: a slow
/// one puts what it gets into a queue of its own.
public final class EventBus {
  private final List<Consumer<Event>> subscribers = new CopyOnWriteArrayList<>();
  private final Object order = new Object();

  public AutoCloseableSubscription subscribe(Consumer<Event> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  public void publish(Event event) {
    synchronized (order) {
      subscribers.forEach(subscriber -> subscriber.accept(event));
    }
  }

  /// Ends the subscription when closed.
  public interface AutoCloseableSubscription extends AutoCloseable {
    @Override
    void close();
  }
}
