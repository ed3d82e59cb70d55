package nebula.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import nebula.dashboard.Dashboard;
import nebula.dashboard.RunAccess;
import nebula.dashboard.ServiceDetails;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.Masks;
import nebula.logs.LogFolder;
import nebula.model.Cause;
import nebula.model.DashboardSettings;
import nebula.model.ExitCode;
import nebula.model.Phase;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// A run of some services that others find, attach to and ask, with nothing behind it but what a
/// test says.
final class RunOnPaper implements AutoCloseable {
  final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  final Path stateFolder;
  private final EventBus bus = new EventBus();
  private final Map<String, List<Controls.Action>> possible = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Dashboard dashboard;

  RunOnPaper(Path stateFolder, String... services) throws InterruptedException {
    this.stateFolder = stateFolder;
    RunAccess access =
        new RunAccess(
            new Asked(),
            _ -> ServiceDetails.nothing(),
            (_, _, _, _) -> {
              throw new UnsupportedOperationException();
            },
            Map::of,
            new LogFolder(stateFolder.resolve("logs")),
            () -> Masks.NONE,
            _ -> Optional.empty(),
            this::endInOrder);
    DashboardSettings settings = new DashboardSettings(0, List.of(), 256);
    dashboard = new Dashboard(settings, Path.of("/project"), stateFolder, bus, access);
    List<Service> all =
        List.of(services).stream().map(name -> OnPaper.service(name, List.of())).toList();
    bus.publish(new Event.RunStarted(Instant.now(), "k3d-nebula", false, all));
    assertTrue(dashboard.start().isPresent());
  }

  Attachment attachment() {
    return Attachment.find(stateFolder, "").orElseThrow();
  }

  void starting(String service) {
    publish(service, new Status(State.STARTING, Phase.PROBE, Optional.empty(), 0));
  }

  void healthy(String service) {
    may(service, Controls.Action.STOP);
    publish(service, new Status(State.HEALTHY, Phase.PROBE, Optional.empty(), 0));
  }

  void stopped(String service) {
    may(service, Controls.Action.START);
    publish(service, Status.stopped(Cause.of(Cause.Kind.STOPPED, "stopped by hand")));
  }

  /// As a process of this machine whose program is missing: nothing can be asked of it.
  void skipped(String service) {
    publish(
        service,
        new Status(
            State.SKIPPED,
            Phase.GATE,
            Optional.of(Cause.of(Cause.Kind.SKIPPED, "cargo is missing")),
            0));
  }

  void failing(String service) {
    Cause cause = Cause.of(Cause.Kind.REFUSED, "the API server refused it", "mend the file");
    publish(service, new Status(State.FAILING, Phase.SCHEDULE, Optional.of(cause), 0));
  }

  private void may(String service, Controls.Action action) {
    possible.put(service, List.of(action));
  }

  private void publish(String service, Status status) {
    bus.publish(new Event.StatusChanged(Instant.now(), service, status));
  }

  void end(ExitCode code) {
    bus.publish(new Event.RunEnded(Instant.now(), code));
    close();
  }

  private void endInOrder() {
    asked.add("END");
    Thread.ofVirtual().start(() -> end(ExitCode.HEALTHY));
  }

  void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /// Without a word.
  @Override
  public void close() {
    dashboard.close();
    closed.countDown();
  }

  private final class Asked implements Controls {
    @Override
    public void ask(Action action, String service) {
      asked.add(action + " " + service);
      if (action == Action.START) {
        healthy(service);
      }
    }

    @Override
    public List<Action> possible(String service) {
      return possible.getOrDefault(service, List.of());
    }
  }
}
