package nebula.rehearsal;

import java.time.Duration;
import java.time.InstantSource;

/// What time it is in the rehearsal, and what happens later. All steps run one after the other.
public interface Timeline extends InstantSource, AutoCloseable {

  /// Runs the step when the delay is over, after all steps that are due before it.
  void after(Duration delay, Runnable step);

  /// Drops the steps that have not run.
  @Override
  void close();
}
