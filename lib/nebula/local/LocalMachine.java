package nebula.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import nebula.cluster.PortOwner;
import nebula.model.LocalProcess;
import nebula.process.Programs;

/// What local services need of this machine.
///
/// @param stateFolder where it is written down which processes were started
/// @param environment of the processes
public record LocalMachine(
    Path stateFolder,
    Map<String, String> environment,
    Needs needs,
    TakenPorts ports,
    TreeEnd end,
    Timer timer,
    InstantSource clock) {
  /// A development server ends within this when it is asked to; a person waits for no longer.
  private static final Duration GRACE = Duration.ofSeconds(4);

  public static LocalMachine real(Path stateFolder, Programs programs) {
    return new LocalMachine(
        stateFolder,
        System.getenv(),
        new Needs(System.getenv(), programs, System.getProperty("os.name", "")),
        new TakenPorts(new PortOwner(programs)),
        new TreeEnd(ProcessTable.ofThisMachine(programs), GRACE),
        Timer.real(),
        InstantSource.system());
  }

  /// Why the process cannot be had on this machine, so that its service is skipped: in words, with
  /// what to do. Takes milliseconds.
  public Optional<String> missing(LocalProcess local) throws InterruptedException {
    return needs.missing(local);
  }
}
