package nebula.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nebula.health.ContainerRef;
import nebula.health.Diagnosis;
import nebula.kube.Kube;
import nebula.model.Failure;
import nebula.model.Observation;

/// Fetches the last lines of a container that ended badly, once for each time it ended.
final class CrashLogs {
  private static final int LINES = 20;

  private final Kube kube;
  private final Tasks tasks;
  private final Set<ContainerRef> fetched = ConcurrentHashMap.newKeySet();

  CrashLogs(Kube kube, Tasks tasks) {
    this.kube = kube;
    this.tasks = tasks;
  }

  void observed(ServiceState state, Observation observation) {
    Diagnosis.wantsLogs(observation)
        .filter(fetched::add)
        .ifPresent(ended -> tasks.start(() -> fetch(state, ended)));
  }

  private void fetch(ServiceState state, ContainerRef ended) throws InterruptedException {
    try {
      var lines = kube.lastLogs(ended.pod(), ended.container(), ended.previous(), LINES);
      state.change(situation -> situation.withCrashLines(ended, lines));
    } catch (Failure unreachable) {
      // The cause is known without them; they are asked for again with the next picture.
      fetched.remove(ended);
    }
  }
}
