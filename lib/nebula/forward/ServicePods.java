package nebula.forward;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nebula.model.Observation;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Running;

/// The pods of one service that a connection may go to, kept up to date by whoever watches.
public final class ServicePods {
  private List<Pod> pods = List.of();
  private boolean acceptRunning;
  private int turn;

  public synchronized void observed(Observation observation) {
    pods = observation.pods();
    notifyAll();
  }

  /// Whether a pod that runs will do while none is Ready: for probes that need not wait until the
  /// kubelet has looked. Off at first, as connections of people are held until a pod is Ready.
  public synchronized void acceptRunning(boolean accept) {
    acceptRunning = accept;
    notifyAll();
  }

  /// The name of a pod, of several in turn; empty when there was none within the limit.
  synchronized Optional<String> await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      List<String> candidates = candidates();
      if (!candidates.isEmpty()) {
        return Optional.of(candidates.get(Math.floorMod(turn++, candidates.size())));
      }
      long milliseconds = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (milliseconds <= 0) {
        return Optional.empty();
      }
      wait(milliseconds);
    }
  }

  private List<String> candidates() {
    List<String> ready = new ArrayList<>();
    List<String> running = new ArrayList<>();
    for (Pod pod : pods) {
      if (!pod.terminating() && pod.ready()) {
        ready.add(pod.name());
      } else if (!pod.terminating() && runs(pod)) {
        running.add(pod.name());
      }
    }
    return ready.isEmpty() && acceptRunning ? running : ready;
  }

  private static boolean runs(Pod pod) {
    return pod.containers().stream()
        .allMatch(container -> container.init() || container.state() instanceof Running);
  }
}
