package nebula.rehearsal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the containers wrote. Written by the scripted kubelet or a test, read by requests for logs.
public final class LogBook {
  private final Map<Place, Lives> containers = new LinkedHashMap<>();

  /// A container of a pod.
  public record Place(String namespace, String pod, String container) {}

  /// One line and when it was written.
  public record Line(Instant at, String text) {}

  /// What one life of a container wrote so far.
  ///
  /// @param life counts from 1
  /// @param ended whether nothing more comes
  record Pages(int life, List<Line> lines, boolean ended) {}

  private static final class Lives {
    private List<Line> present = new ArrayList<>();
    private List<Line> previous;
    private boolean ended;
    private int life;
  }

  /// Begins the container's first life, or its next one.
  public synchronized void start(Place place) {
    Lives lives = containers.computeIfAbsent(place, _ -> new Lives());
    if (lives.life > 0) {
      lives.previous = lives.present;
      lives.present = new ArrayList<>();
    }
    lives.life++;
    lives.ended = false;
    notifyAll();
  }

  /// A line of the present life, which begins with it when there is none.
  public synchronized void write(Place place, Instant at, String text) {
    Lives lives = containers.get(place);
    if (lives == null) {
      start(place);
      lives = containers.get(place);
    }
    lives.present.add(new Line(at, text));
    notifyAll();
  }

  /// The present life writes nothing more.
  public synchronized void end(Place place) {
    Lives lives = containers.get(place);
    if (lives != null) {
      lives.ended = true;
      notifyAll();
    }
  }

  /// The pod is gone and its logs with it.
  synchronized void forget(String namespace, String pod) {
    containers.entrySet().removeIf(entry -> isOf(entry, namespace, pod));
    notifyAll();
  }

  /// Empty when the container has had no such life.
  synchronized Optional<Pages> read(Place place, boolean previous) {
    Lives lives = containers.get(place);
    if (lives == null || previous && lives.previous == null) {
      return Optional.empty();
    }
    List<Line> lines = previous ? lives.previous : lives.present;
    int life = previous ? lives.life - 1 : lives.life;
    return Optional.of(new Pages(life, List.copyOf(lines), previous || lives.ended));
  }

  /// Waits for more lines than are known of this life, or its end, or this long.
  synchronized Optional<Pages> await(Place place, Pages known, long milliseconds)
      throws InterruptedException {
    Lives lives = containers.get(place);
    if (lives != null
        && lives.life == known.life()
        && !lives.ended
        && lives.present.size() <= known.lines().size()) {
      wait(milliseconds);
    }
    return read(place, false);
  }

  private static boolean isOf(Map.Entry<Place, Lives> entry, String namespace, String pod) {
    return entry.getKey().namespace().equals(namespace) && entry.getKey().pod().equals(pod);
  }
}
