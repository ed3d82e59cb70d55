package nebula.local;

import java.time.Duration;
import java.time.Instant;
import nebula.model.Cause;

/// What became of a service that is a process of this machine.
public sealed interface LocalChange {

  /// @param restarts how often it was started again after a crash since it was last asked to start
  record Started(Instant at, int restarts) implements LocalChange {}

  /// It ended and will be started again.
  ///
  /// @param cause how it ended, with its last lines as details
  /// @param restarts that it has had until now
  record Crashed(Cause cause, int restarts, Duration startsAgainIn) implements LocalChange {}

  /// It ended with exit code 0, as an application does whose window is closed, and stays so until
  /// it is asked to start.
  record Finished(Cause cause) implements LocalChange {}

  /// It cannot be started now, and is tried again until it can: its port is taken, for instance.
  record Blocked(Cause cause) implements LocalChange {}

  /// Another run of this project has it; this one starts it when that run ends.
  record HeldByOtherRun() implements LocalChange {}

  /// It ended because it was asked to, with all its children.
  record Stopped() implements LocalChange {}

  /// Processes that an earlier run was killed over were ended first.
  record LeftoversEnded(int processes) implements LocalChange {}
}
