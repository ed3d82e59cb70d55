package nebula.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nebula.console.Output;
import nebula.console.RunRecord;
import nebula.console.StartupChart;
import nebula.console.Surroundings;
import nebula.dashboard.Dashboard;
import nebula.dashboard.RunAccess;
import nebula.dashboard.Usage;
import nebula.engine.Parts;
import nebula.engine.Plan;
import nebula.engine.ProjectFiles;
import nebula.engine.Run;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.Masks;
import nebula.logs.LogStore;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Project;

/// One run with everything around it that a person sees: board, page, logs on disk, and what stays
/// on the screen at its end.
final class UpRun {
  static final int CHART_WIDTH = 100;

  private final UpCommand asked;
  private final Project project;
  private final EventBus bus;
  private final Path stateFolder;
  private final RunAccess.PortHolder portHolder;
  private final Clock clock = Clock.systemUTC();
  private final RunRecord record = new RunRecord();
  private final Surroundings surroundings = Surroundings.ofThisProcess();

  UpRun(
      UpCommand asked,
      Project project,
      EventBus bus,
      Path stateFolder,
      RunAccess.PortHolder portHolder) {
    this.asked = asked;
    this.project = project;
    this.bus = bus;
    this.stateFolder = stateFolder;
    this.portHolder = portHolder;
  }

  interface Step {
    void run() throws InterruptedException;
  }

  /// @param onceThere done as soon as there is a cluster
  ExitCode perform(Plan plan, ProjectFiles files, Parts parts, Step onceThere)
      throws InterruptedException {
    try (Interruption interruption = Interruption.ofThisThread();
        Run run = new Run(plan, parts, bus, clock)) {
      Supplier<Masks> secrets = new SecretValues(run, plan.services());
      bus.subscribe(masked(record, secrets));
      try (LogStore logs = logs(secrets)) {
        bus.subscribe(logs, logs::awaitRoom);
        run.catchUp(logs);
        ExitCode end =
            asked.wait
                ? shown(run, files, onceThere, interruption, secrets)
                : served(
                    run,
                    files,
                    onceThere,
                    interruption,
                    access(run, parts, secrets, logs, interruption),
                    secrets);
        conclude(end);
        interruption.endWith(end);
        return end;
      }
    }
  }

  private LogStore logs(Supplier<Masks> secrets) {
    long limit = project.dashboard().logMegabytes() * 1_000_000L;
    return new LogStore(stateFolder.resolve("logs"), limit, secrets, this::notice);
  }

  private RunAccess access(
      Run run, Parts parts, Supplier<Masks> secrets, LogStore logs, Interruption interruption) {
    Usage.Source usage = () -> PodUsage.byService(run.usage());
    return new RunAccess(
        run.controls(),
        new ServiceLook(run, kubectl(parts)),
        new ServiceShells(run),
        usage,
        logs.folder(),
        secrets,
        portHolder,
        interruption::interrupt);
  }

  /// The cluster of the project is not in the user's own kubeconfig.
  private String kubectl(Parts parts) {
    boolean own = parts.context().equals(project.cluster().context());
    String file = own ? " --kubeconfig " + stateFolder.resolve("kubeconfig") : "";
    return "kubectl" + file + " --context " + parts.context();
  }

  /// With the page, which comes a moment after the start and holds nothing up.
  private ExitCode served(
      Run run,
      ProjectFiles files,
      Step onceThere,
      Interruption interruption,
      RunAccess access,
      Supplier<Masks> secrets)
      throws InterruptedException {
    try (Dashboard page =
        new Dashboard(project.dashboard(), project.root(), stateFolder, bus, access)) {
      Thread.ofVirtual().name("nebula-page").start(() -> open(page));
      return shown(run, files, onceThere, interruption, secrets);
    }
  }

  private void open(Dashboard page) {
    try {
      page.start().ifPresent(url -> bus.publish(new Event.PageServed(clock.instant(), url)));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private ExitCode shown(
      Run run,
      ProjectFiles files,
      Step onceThere,
      Interruption interruption,
      Supplier<Masks> secrets) {
    try (Output output =
        surroundings.open(
            asked.json,
            asked.wait || asked.inBackground,
            run.controls(),
            interruption::interrupt)) {
      bus.subscribe(masked(output, secrets));
      ExitCode end = ExitCode.SERVICE_FAILED;
      try {
        end = perform(run, files, onceThere);
      } catch (Failure failure) {
        end = failure.exitCode();
        throw failure;
      } finally {
        bus.publish(new Event.RunEnded(clock.instant(), end));
      }
      return end;
    }
  }

  /// What a run in the background prints is kept in a file.
  private Consumer<Event> masked(Consumer<Event> reader, Supplier<Masks> secrets) {
    return asked.inBackground ? event -> reader.accept(secrets.get().event(event)) : reader;
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
  private void conclude(ExitCode end) {
    if (asked.json) {
      return;
    }
    surroundings.conclude(record.snapshot(), Optional.of(end));
    if (asked.chart) {
      StartupChart.lines(record.events(), CHART_WIDTH).forEach(System.out::println);
    }
  }

  private void notice(String text) {
    bus.publish(new Event.Notice(clock.instant(), text));
  }
}
