package nebula.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.model.Code;
import nebula.model.ExitCode;
import nebula.model.Phase;
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

  /// The services of the run are others than before: a folder came or went, or a file was edited.
  /// Those that stayed keep their status.
  record ServicesChanged(Instant at, List<Service> services) implements Event {
    public ServicesChanged {
      services = List.copyOf(services);
    }
  }

  /// What runs in the service is newer or older than before, compared with the files on disk.
  record CodeChanged(Instant at, String service, Code code) implements Event {}

  /// A line that a container of the service wrote.
  record LogLine(Instant at, String service, String pod, String container, String text)
      implements Event {}

  /// Work that is not a service's own: the cluster, the registry, an image.
  ///
  /// @param subject what is worked on, such as `cluster nebula` or `image postgres:16-alpine`
  /// @param text what is happening to it now, such as `pulling 34%`
  /// @param phase of the start of each service that needs it; empty for what is no service's image
  record Progress(Instant at, String subject, String text, boolean done, Optional<Phase> phase)
      implements Event {
    public Progress(Instant at, String subject, String text, boolean done) {
      this(at, subject, text, done, Optional.empty());
    }

    /// The subject of an image that others publish, as a manifest names it.
    public static String image(String image) {
      return "image " + image;
    }

    /// The subject of an image that is built here.
    public static String build(String image) {
      return "build " + image;
    }
  }

  /// Something a person should know that fails nothing.
  record Notice(Instant at, String text) implements Event {}

  /// The run's page can be opened now.
  record PageServed(Instant at, String url) implements Event {}

  /// Every selected service is healthy (again).
  record AllHealthy(Instant at) implements Event {}

  record RunEnded(Instant at, ExitCode exitCode) implements Event {}
}
