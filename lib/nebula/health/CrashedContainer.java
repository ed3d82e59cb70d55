package nebula.health;

import java.util.Optional;
import nebula.model.Observation.Container;
import nebula.model.Observation.Running;
import nebula.model.Observation.Terminated;
import nebula.model.Observation.Waiting;

/// Recognises a container that is down because of how it ended.
final class CrashedContainer {
  private CrashedContainer() {}

  /// Its end, where the container wrote something before it that can still be read.
  static Optional<Terminated> endOf(Container container) {
    Optional<Terminated> end =
        switch (container.state()) {
          case Terminated now -> Optional.of(now);
          case Waiting waiting when waiting.reason().equals("CrashLoopBackOff") ->
              container.lastEnd();
          case Waiting _, Running _ -> Optional.empty();
        };
    return end.filter(last -> last.exitCode() != 0 || container.restarts() > 0)
        .filter(last -> !last.reason().equals("StartError") && !Ending.ofNode(last));
  }
}
