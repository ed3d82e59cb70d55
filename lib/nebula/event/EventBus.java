package nebula.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Hands each event to every subscriber, in one order for all. Subscribers must not block: a slow
/// one puts what it gets into a queue of its own, and those that can wait are told to while it is
/// full.
public final class EventBus {
  private final List<Consumer<Event>> subscribers = new CopyOnWriteArrayList<>();
  private final List<Room> rooms = new CopyOnWriteArrayList<>();
  private final Object order = new Object();

  public AutoCloseableSubscription subscribe(Consumer<Event> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /// @param room asked by those who can wait before they publish
  public AutoCloseableSubscription subscribe(Consumer<Event> subscriber, Room room) {
    rooms.add(room);
    AutoCloseableSubscription subscription = subscribe(subscriber);
    return () -> {
      subscription.close();
      rooms.remove(room);
    };
  }

  /// For what comes as fast as it is taken, such as the lines of a container's log, which wait on
  /// its node. Meanwhile all others publish.
  public void publishWhenRoom(Event event) throws InterruptedException {
    for (Room room : rooms) {
      room.await();
    }
    publish(event);
  }

  public void publish(Event event) {
    synchronized (order) {
      subscribers.forEach(subscriber -> subscriber.accept(event));
    }
  }

  /// Returns when a subscriber has room for more, or is so slow that nobody should wait for it.
  public interface Room {
    void await() throws InterruptedException;
  }

  /// Ends the subscription when closed.
  public interface AutoCloseableSubscription extends AutoCloseable {
    @Override
    void close();
  }
}
