package nebula.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nebula.health.ProbePace;
import nebula.health.Prober;
import nebula.health.Situation;
import nebula.model.Observation;
import nebula.model.ProbeResult;
import nebula.model.Service;

/// Asks one service whether it works for as long as the run lasts: often while it starts, calmly
/// when it is healthy, and at once when its pods change.
///
/// It asks only pods that are Ready: the kubelet's probe inside the pod tells first, and a question
/// that comes too early can do harm (Temporal remembers for a second that a namespace is missing).
final class ProbeLoop {
  /// An answer that takes longer is no answer to the person who waits for it.
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// Verdicts that come with time alone are looked for this often; none makes a healthy service
  /// another.
  private static final Duration TICK = Duration.ofMillis(500);

  private final ServiceState state;
  private final Prober prober;

  ProbeLoop(ServiceState state, Prober prober) {
    this.state = state;
    this.prober = prober;
  }

  /// Runs until interrupted.
  void run() throws InterruptedException {
    while (true) {
      long seen = state.changes();
      List<String> pods = readyPods(state.situation());
      // Each time anew: its file may have been edited.
      Service service = state.service();
      if (!service.health().isEmpty() && !pods.isEmpty()) {
        ProbeResult result = prober.probe(service, pods, LIMIT);
        if (asksStill(service)) {
          state.change(situation -> situation.withProbe(Optional.of(result)));
        }
        awaitNext(service, pods);
      } else {
        state.judge();
        state.awaitChange(seen, TICK);
      }
    }
  }

  private boolean asksStill(Service asked) {
    return state.service().health().equals(asked.health());
  }

  /// Waits for the pace, less when other pods or other checks have come, or the picture is no
  /// longer healthy.
  private void awaitNext(Service service, List<String> asked) throws InterruptedException {
    int failed = state.situation().failedProbes();
    Duration gap = ProbePace.gap(service, state.status(), failed, state.inThisState());
    long deadline = System.nanoTime() + gap.toNanos();
    while (true) {
      long seen = state.changes();
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      boolean same = asksStill(service) && readyPods(state.situation()).equals(asked);
      if (!left.isPositive() || !same) {
        return;
      }
      boolean ticks = !state.status().healthy() && left.compareTo(TICK) > 0;
      state.awaitChange(seen, ticks ? TICK : left);
      state.judge();
    }
  }

  private static List<String> readyPods(Situation situation) {
    return situation.observation().pods().stream()
        .filter(pod -> !pod.terminating() && pod.ready())
        .map(Observation.Pod::name)
        .toList();
  }
}
