package nebula.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.kube.Kube;
import nebula.model.Failure;

/// Takes services out of the cluster, all at once: each takes as long as its pods' grace.
public final class Stop {
  private final Kube kube;
  private final EventBus bus;
  private final Clock clock;

  public Stop(Kube kube, EventBus bus, Clock clock) {
    this.kube = kube;
    this.bus = bus;
    this.clock = clock;
  }

  /// @throws Failure naming each service that could not be stopped
  public void run(List<String> services, Kube.Removal removal) throws InterruptedException {
    List<String> failed = new ArrayList<>();
    try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> stops =
          tasks.invokeAll(services.stream().map(name -> stop(name, removal)).toList());
      for (int index = 0; index < stops.size(); index++) {
        try {
          stops.get(index).get();
        } catch (ExecutionException trouble) {
          failed.add(services.get(index) + ": " + trouble.getCause().getMessage());
        }
      }
    }
    if (!failed.isEmpty()) {
      throw Failure.failed(
          "not stopped: " + String.join("; ", failed), "run ./jbang down.java again");
    }
  }

  private Callable<Void> stop(String service, Kube.Removal removal) {
    return () -> {
      boolean data = removal == Kube.Removal.DATA;
      progress(service, data ? "stopping, and deleting its data" : "stopping", false);
      kube.delete(service, removal);
      progress(service, "stopped", true);
      return null;
    };
  }

  private void progress(String service, String text, boolean done) {
    bus.publish(new Event.Progress(clock.instant(), service, text, done));
  }
}
