package nebula.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nebula.console.FailureText;
import nebula.console.Output;
import nebula.console.RunRecord;
import nebula.console.Summary;
import nebula.console.Surroundings;
import nebula.dashboard.RunAddress;
import nebula.dashboard.RunClient;
import nebula.event.EventBus;
import nebula.model.ExitCode;

/// A run of this project in another process, shown here. Leaving it leaves it running.
///
/// @param process that the run is
record Attachment(RunClient client, long process) {
  private static final Duration TIME_TO_END = Duration.ofSeconds(20);

  /// Empty when no run goes on, or it does not answer.
  static Optional<Attachment> find(Path stateFolder) {
    return RunAddress.find(stateFolder)
        .map(address -> new Attachment(new RunClient(address), address.process()))
        .filter(attachment -> attachment.client().answers());
  }

  /// Ends the run as Ctrl-C does, and returns when its process has ended.
  void end() throws InterruptedException {
    client.end(TIME_TO_END);
  }

  boolean hasAll(List<String> services) {
    return services.stream().noneMatch(service -> client.possible(service).isEmpty());
  }

  /// Shows the run until it ends or the reader leaves.
  ExitCode show() {
    EventBus bus = new EventBus();
    RunRecord record = new RunRecord();
    Surroundings surroundings = Surroundings.ofThisProcess();
    bus.subscribe(record);
    Optional<ExitCode> end = Optional.empty();
    try (Interruption interruption = Interruption.ofThisThread()) {
      interruption.endWith(ExitCode.HEALTHY);
      try (Output output = surroundings.open(false, false, client, interruption::interrupt)) {
        bus.subscribe(output);
        end = client.follow(bus);
      } catch (InterruptedException left) {
        System.err.println(
            "left the run; it goes on (process " + process + "): ./jbang down.java ends it");
      }
      if (end.isPresent() && end.get() != ExitCode.HEALTHY) {
        new FailureText(System.err, surroundings.theme()).print(record.snapshot(), false);
      }
      Summary.print(System.out, record.snapshot(), surroundings.theme());
    }
    return end.orElse(ExitCode.HEALTHY);
  }
}
