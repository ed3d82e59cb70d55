package nebula.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nebula.console.Output;
import nebula.console.RunRecord;
import nebula.console.StartupChart;
import nebula.console.Summary;
import nebula.console.Surroundings;
import nebula.dashboard.RunAddress;
import nebula.dashboard.RunClient;
import nebula.event.Controls.Action;
import nebula.event.EventBus;
import nebula.event.Snapshot;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;

/// A run of this project in another process, shown here. Leaving it leaves it running.
///
/// @param options that make a command mean this run's cluster, such as ` --context other`, for
///   messages
record Attachment(RunAddress address, String options) {
  private static final Duration TIME_TO_END = Duration.ofSeconds(20);

  /// A run opens its page before its first event.
  private static final Duration TIME_TO_BEGIN = Duration.ofSeconds(2);

  private static final int GAP_MILLIS = 20;

  /// Empty when no run goes on, or it does not answer.
  static Optional<Attachment> find(Path stateFolder, String options) {
    return RunAddress.find(stateFolder)
        .map(address -> new Attachment(address, options))
        .filter(attachment -> attachment.client().answers());
  }

  RunClient client() {
    return new RunClient(address);
  }

  /// That the run is.
  long process() {
    return address.process();
  }

  /// Ends the run as Ctrl-C does, and returns when its process has ended.
  void end() throws InterruptedException {
    client().end(TIME_TO_END);
  }

  /// How the run stands now.
  ///
  /// @throws Failure when it does not answer
  Snapshot now() throws InterruptedException {
    long deadline = System.nanoTime() + TIME_TO_BEGIN.toNanos();
    Snapshot now = look();
    while (now.context().isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(GAP_MILLIS);
      now = look();
    }
    return now;
  }

  private Snapshot look() {
    EventBus bus = new EventBus();
    RunRecord record = new RunRecord();
    bus.subscribe(record);
    client().look(bus);
    return record.snapshot();
  }

  /// Those of the services that the run is not about.
  List<String> lacks(List<String> services) throws InterruptedException {
    Snapshot now = now();
    return services.stream().filter(service -> now.line(service).isEmpty()).toList();
  }

  /// @throws Failure bad input when the run is not about all of the services
  void mustHave(List<String> services) throws InterruptedException {
    List<String> lacking = lacks(services);
    if (!lacking.isEmpty()) {
      throw Failure.badInput(
          Problem.of(
              "a run goes on (process %d) that was started without %s"
                  .formatted(process(), String.join(", ", lacking)),
              "end it (Ctrl-C in its terminal, or %s), then up again".formatted(downCommand())));
    }
  }

  /// Asks the run to start those of the services that somebody has stopped.
  void startStopped(List<String> services) throws InterruptedException {
    for (Snapshot.Line line : now().lines()) {
      String name = line.service().name();
      if (services.contains(name) && client().possible(name).contains(Action.START)) {
        client().ask(Action.START, name);
      }
    }
  }

  /// Shows the run until it ends or the reader leaves.
  ///
  /// @throws Failure when its process is gone without a word
  ExitCode show() {
    EventBus bus = new EventBus();
    RunRecord record = new RunRecord();
    Surroundings surroundings = Surroundings.ofThisProcess();
    bus.subscribe(record);
    Optional<ExitCode> end;
    try (Interruption interruption = Interruption.ofThisThread()) {
      interruption.endWith(ExitCode.HEALTHY);
      try (Output output = surroundings.open(false, false, client(), interruption::interrupt)) {
        bus.subscribe(output);
        end = client().follow(bus);
      } catch (InterruptedException left) {
        System.err.printf(
            "left the run; it goes on (process %d): %s ends it%n", process(), downCommand());
        Summary.print(System.out, record.snapshot(), surroundings.theme());
        return ExitCode.HEALTHY;
      }
      surroundings.conclude(record.snapshot(), end);
    }
    if (end.isEmpty()) {
      throw Failure.failed(
          "the run's process (" + process() + ") is gone; services may still run, ports are closed",
          upCommand() + " starts a new run");
    }
    return end.get();
  }

  /// Where the time of its start went; empty when it does not answer.
  List<String> chart() {
    return client()
        .timing()
        .map(timing -> StartupChart.lines(timing, UpRun.CHART_WIDTH))
        .orElse(List.of());
  }

  /// Images are pulled by a run, when it starts.
  Failure cannotPull() {
    return Failure.badInput(
        Problem.of(
            "a run goes on (process %d), and --pull is for the start of one".formatted(process()),
            "end it (Ctrl-C in its terminal, or %s), then %s --pull"
                .formatted(downCommand(), upCommand())));
  }

  String upCommand() {
    return "./jbang up.java" + options;
  }

  String downCommand() {
    return "./jbang down.java" + options;
  }
}
