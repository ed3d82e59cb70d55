package nebula.health;

import java.time.Duration;
import java.util.List;
import nebula.model.HealthCheck;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// How long to wait before a service is asked again.
public final class ProbePace {
  /// A service that starts is asked so often that nobody who waits for it notices the gap.
  private static final Duration QUICK = Duration.ofMillis(100);

  /// A command in a container costs the API server, the kubelet and the container a process each.
  private static final Duration QUICK_COMMAND = Duration.ofMillis(200);

  private static final Duration SLOWEST = Duration.ofSeconds(1);
  private static final Duration SLOWEST_COMMAND = Duration.ofSeconds(2);
  private static final Duration HEALTHY = Duration.ofSeconds(2);
  private static final Duration HEALTHY_COMMAND = Duration.ofSeconds(5);

  /// As often as a kubelet asks by itself. A question through a forward is a new connection to the
  /// API server, with a handshake of its own; a pod that fails is told of without any question.
  private static final Duration SLOWEST_HEALTHY = Duration.ofSeconds(10);

  /// With time the gap becomes this part of the time that has gone by: who has waited for a minute
  /// does not notice a second.
  private static final int PART = 50;

  /// A service that stays healthy is soon asked no more often than it would be in production: each
  /// question of a healthy one costs and tells nothing.
  private static final int PART_HEALTHY = 10;

  private static final int PART_COMMAND = 25;

  private ProbePace() {}

  /// @param failedProbes how often in a row the checks failed: one failure of a healthy service is
  ///   looked into at once
  /// @param inThisState how long the service has been in its state
  public static Duration gap(
      Service service, Status status, int failedProbes, Duration inThisState) {
    boolean command = runsCommands(service.health());
    if (status.state() == State.HEALTHY && failedProbes == 0) {
      Duration gap =
          larger(inThisState.dividedBy(PART_HEALTHY), command ? HEALTHY_COMMAND : HEALTHY);
      return smaller(gap, SLOWEST_HEALTHY);
    }
    Duration quick = command ? QUICK_COMMAND : QUICK;
    if (status.state() == State.HEALTHY) {
      return quick;
    }
    Duration slowest = command ? SLOWEST_COMMAND : SLOWEST;
    Duration part = inThisState.dividedBy(command ? PART_COMMAND : PART);
    return smaller(larger(part, quick), slowest);
  }

  private static boolean runsCommands(List<HealthCheck> checks) {
    for (HealthCheck check : checks) {
      if (check instanceof HealthCheck.Exec) {
        return true;
      }
    }
    return false;
  }

  private static Duration smaller(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration larger(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
