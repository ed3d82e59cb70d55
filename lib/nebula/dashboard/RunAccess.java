package nebula.dashboard;

import java.util.Optional;
import java.util.function.Supplier;
import nebula.event.Controls;
import nebula.event.Masks;
import nebula.logs.LogFolder;

/// What the page needs of a run beside its events.
///
/// @param logs what the services wrote, now and in earlier runs
/// @param masks of the secrets that are known now; asked at every event
/// @param end ends the run as Ctrl-C does; returns at once
public record RunAccess(
    Controls controls,
    ServiceDetails.Source details,
    Shell.Source shells,
    Usage.Source usage,
    LogFolder logs,
    Supplier<Masks> masks,
    PortHolder portHolder,
    Runnable end) {

  /// Who listens on a port, such as `postgres (pid 123)`.
  public interface PortHolder {
    Optional<String> of(int port) throws InterruptedException;
  }
}
