package nebula.event;

import java.time.Instant;
import java.util.List;
import nebula.model.ExitCode;
import nebula.model.Service;
import nebula.model.Status;

/// What happens in a run, in order. Board, line output, JSON and log files are made from these
/// alone.
public sealed interface Event {
  Instant at();

  /// The first event of a run.
  ///
  /// @param context the kubectl context that the run works on
  /// @param rehearsal whether nothing real runs
  record RunStarted(Instant at, String context, boolean rehearsal, List<Service> services)
      implements Event {
    public RunStarted {
      services = List.copyOf(services);
    }
  }

  record StatusChanged(Instant at, String service, Status status) implements Event {}

  /// A line that a container of the service wrote.
  record LogLine(Instant at, String service, String pod, String container, String text)
      implements Event {}

  /// Work that is not a service's own: the cluster, the registry, an image.
  ///
  /// @param subject what is worked on, such as `cluster nebula` or `image postgres:16-alpine`
  /// @param text what is happening to it now, such as `pulling 34%`
  record Progress(Instant at, String subject, String text, boolean done) implements Event {}

  /// Something a person should know that fails nothing.
  record Notice(Instant at, String text) implements Event {}

  /// Every selected service is healthy (again).
  record AllHealthy(Instant at) implements Event {}

  record RunEnded(Instant at, ExitCode exitCode) implements Event {}
}
