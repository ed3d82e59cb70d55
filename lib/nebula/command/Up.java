package nebula.command;

import java.nio.file.Path;
import java.time.Clock;
import nebula.console.FailureText;
import nebula.console.Output;
import nebula.console.RunRecord;
import nebula.console.StartupChart;
import nebula.console.Summary;
import nebula.console.Surroundings;
import nebula.engine.Parts;
import nebula.engine.Plan;
import nebula.engine.ProjectFiles;
import nebula.engine.Run;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.Masks;
import nebula.event.Snapshot;
import nebula.logs.LogStore;
import nebula.model.ExitCode;
import nebula.model.Project;

/// Does what {@link UpCommand} was asked for: reads the project, runs it, shows it.
final class Up {
  private static final int CHART_WIDTH = 100;

  private final UpCommand asked;
  private final Clock clock = Clock.systemUTC();
  private final EventBus bus = new EventBus();
  private final RunRecord record = new RunRecord();

  Up(UpCommand asked) {
    this.asked = asked;
  }

  ExitCode run() throws InterruptedException {
    Project project = Projects.read();
    Plan plan = Plan.of(project, asked.services);
    ProjectFiles files =
        new ProjectFiles(
            project.serviceFolders(), () -> Plan.of(Projects.read(), asked.services));
    if (asked.rehearse) {
      try (RehearsalParts rehearsal = new RehearsalParts(project, bus, asked.faults)) {
        return asked.plan ? tell(plan, rehearsal.parts()) : go(plan, files, rehearsal.parts(), () -> {});
      }
    }
    RealParts real = new RealParts(project, bus, asked.context, asked.pull);
    if (asked.plan) {
      return tell(plan, real.parts());
    }
    Path logs = real.stateFolder().resolve("logs");
    try (LogStore store =
        new LogStore(
            logs,
            project.dashboard().logMegabytes() * 1_000_000L,
            () -> Masks.NONE,
            this::notice)) {
      bus.subscribe(store);
      return go(plan, files, real.parts(), asked.mergeKubeconfig ? real::mergeKubeconfig : () -> {});
    }
  }

  private ExitCode tell(Plan plan, Parts parts) throws InterruptedException {
    new PlanText(System.out).print(plan, parts);
    return ExitCode.HEALTHY;
  }

  /// @param onceThere done as soon as there is a cluster
  private ExitCode go(Plan plan, ProjectFiles files, Parts parts, Step onceThere) throws InterruptedException {
    Surroundings surroundings = Surroundings.ofThisProcess();
    bus.subscribe(record);
    try (Interruption interruption = Interruption.ofThisThread();
        Run run = new Run(plan, parts, bus, clock)) {
      ExitCode end = shown(run, files, onceThere, surroundings, interruption);
      conclude(end, surroundings);
      interruption.endWith(end);
      return end;
    }
  }

  private ExitCode shown(
      Run run,
      ProjectFiles files,
      Step onceThere,
      Surroundings surroundings,
      Interruption interruption) {
    try (Output output =
        surroundings.open(
            asked.json, asked.wait, run.controls(), interruption::interrupt)) {
      bus.subscribe(output);
      ExitCode end = perform(run, files, onceThere);
      bus.publish(new Event.RunEnded(clock.instant(), end));
      return end;
    }
  }

  private ExitCode perform(Run run, ProjectFiles files, Step onceThere) {
    try (run) {
      run.start();
      onceThere.run();
      if (asked.wait) {
        return run.awaitOutcome(asked.limit());
      }
      run.follow(files);
      run.stay();
      return ExitCode.HEALTHY;
    } catch (InterruptedException ended) {
      return asked.wait ? ExitCode.INTERRUPTED : ExitCode.HEALTHY;
    }
  }

  /// What stays on the screen of a run that has ended.
  private void conclude(ExitCode end, Surroundings surroundings) {
    if (asked.json) {
      return;
    }
    Snapshot last = record.snapshot();
    if (end != ExitCode.HEALTHY || !last.allHealthy()) {
      boolean timedOut = end == ExitCode.TIMED_OUT;
      new FailureText(System.err, surroundings.theme()).print(last, timedOut);
    }
    Summary.print(System.out, last, surroundings.theme());
    if (asked.chart) {
      StartupChart.lines(record.events(), CHART_WIDTH).forEach(System.out::println);
    }
  }

  private void notice(String text) {
    bus.publish(new Event.Notice(clock.instant(), text));
  }

  private interface Step {
    void run() throws InterruptedException;
  }
}
