package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import nebula.event.Controls.Action;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.health.Situation;
import nebula.health.Situation.Dependency;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.Observation;
import nebula.model.Service;
import nebula.model.ServiceOnPaper;
import nebula.model.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a service is told of those that it depends on.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NeedsTest {
  private final EventBus bus = new EventBus();
  private final RunServices services = new RunServices();
  private final Tasks tasks = new Tasks(new Faults());
  private final Needs needs = new Needs(services, tasks);
  private final ServiceState low = add("low");
  private final ServiceState high = add("high", "low");

  @BeforeEach
  void listen() {
    bus.subscribe(needs::heard);
  }

  @AfterEach
  void end() {
    tasks.close();
  }

  @Test
  void aStoppedOneIsLackedUntilItIsBack() throws InterruptedException {
    long seen = high.changes();
    low.change(known -> known.withStopped(true));
    awaitChange(seen);
    assertEquals(List.of(new Dependency("low", State.STOPPED)), high.situation().lacks());

    seen = high.changes();
    low.change(known -> known.withStopped(false));
    awaitChange(seen);
    assertEquals(List.of(), high.situation().lacks());
  }

  /// Each that is judged tells of it with its own lock held: two that looked at each other then
  /// would wait for one another for ever.
  @Test
  void whoTellsOfAServiceWaitsForNoOther() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    Thread judging =
        Thread.ofVirtual()
            .start(() ->
                high.change(known -> {
                  inside.countDown();
                  await(told);
                  return known;
                }));
    inside.await();

    needs.heard(new Event.StatusChanged(Instant.EPOCH, "low", low.status()));

    told.countDown();
    judging.join();
  }

  private void awaitChange(long seen) throws InterruptedException {
    synchronized (high) {
      while (high.changes() == seen) {
        high.wait();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  private ServiceState add(String name, String... dependsOn) {
    Service service = ServiceOnPaper.of(name, dependsOn);
    ServiceState state =
        new ServiceState(service, Situation.first(service), bus, Clock.systemUTC());
    services.put(new StateAlone(state));
    return state;
  }

  /// Does nothing that is asked of it.
  private record StateAlone(ServiceState state) implements ServiceRun {
    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void restart() {}

    @Override
    public void rebuild(String why) {}

    @Override
    public void edit(Service edited, List<Manifest> editedManifests) {}

    @Override
    public void remove() {}

    @Override
    public List<Action> possible() {
      return List.of();
    }

    @Override
    public Insight insight(Kube kube) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void observed(Observation observation) {}

    @Override
    public void close() {}
  }
}
