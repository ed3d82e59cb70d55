package nebula.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.cluster.PortOwner;
import nebula.config.ProjectReader;
import nebula.dashboard.RunAccess;
import nebula.engine.Parts;
import nebula.engine.Plan;
import nebula.engine.ProjectFiles;
import nebula.event.EventBus;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.Project;
import nebula.model.Service;
import nebula.process.ZtPrograms;

/// Does what {@link UpCommand} was asked for: reads the project, and tells or runs its plan.
final class Up {
  private final UpCommand asked;
  private final EventBus bus = new EventBus();

  Up(UpCommand asked) {
    this.asked = asked;
  }

  ExitCode run() throws InterruptedException {
    OptionCheck.check(asked);
    return run(Projects.read(), System.getenv());
  }

  ExitCode run(Project project, Map<String, String> environment) throws InterruptedException {
    return asked.rehearse ? rehearse(project, environment) : real(project, environment);
  }

  private ExitCode rehearse(Project project, Map<String, String> environment)
      throws InterruptedException {
    Plan plan = Plan.of(project, asked.services);
    Path own = StateFolder.of(project.cluster(), project.cluster().context(), environment);
    try (RehearsalParts rehearsal = new RehearsalParts(project, bus, asked.faults)) {
      return perform(
          project,
          plan,
          rehearsal.parts(),
          own.resolve("rehearsal"),
          port -> new PortOwner(new ZtPrograms()).of(port),
          () -> {});
    }
  }

  /// The parts come first: they refuse a cluster that nobody meant.
  private ExitCode real(Project project, Map<String, String> environment)
      throws InterruptedException {
    RealParts real = new RealParts(project, bus, asked.context, asked.pull, environment);
    if (asked.mergeKubeconfig && !real.options().isEmpty()) {
      throw Failure.badInput(
          Problem.of(
              "--merge-kubeconfig is for the k3d cluster of the project, and the context %s is in your kubeconfig"
                  .formatted(asked.context.orElseThrow()),
              "leave one of them out"));
    }
    UpRun.Step onceThere = asked.mergeKubeconfig ? real::mergeKubeconfig : () -> {};
    Plan plan = Plan.of(project, asked.services);
    if (asked.detach || attaches()) {
      Optional<Attachment> present = real.run();
      if (present.isPresent()) {
        return join(present.get(), plan, onceThere);
      }
    }
    if (asked.detach) {
      return detach(real, plan);
    }
    return perform(project, plan, real.parts(), real.stateFolder(), real::holderOf, onceThere);
  }

  /// A person at a terminal, or a log, sees the run that is there; scripts get one of their own.
  private boolean attaches() {
    return !asked.wait && !asked.plan && !asked.json && !asked.inBackground;
  }

  /// Who only looks finds what was stopped still stopped; who names it, or waits for all, wants it.
  ExitCode join(Attachment run, Plan plan, UpRun.Step onceThere) throws InterruptedException {
    if (asked.pull) {
      throw run.cannotPull();
    }
    List<String> names = names(plan);
    run.mustHave(names);
    onceThere.run();
    if (asked.detach || !asked.services.isEmpty()) {
      run.startStopped(names);
    }
    List<String> chart = chart(run);
    ExitCode end = asked.detach ? awaitEnd(run, names) : run.show();
    List<String> newer = chart(run);
    (newer.isEmpty() ? chart : newer).forEach(System.out::println);
    return end;
  }

  private ExitCode awaitEnd(Attachment run, List<String> names) throws InterruptedException {
    return awaited(run, names)
        .orElseThrow(() ->
            Failure.failed(
                "the run (process " + run.process() + ") has ended before all was healthy",
                run.upCommand() + " --detach starts a new one"));
  }

  /// Empty when nobody asked for it.
  private List<String> chart(Attachment run) {
    return asked.chart && !asked.json ? run.chart() : List.of();
  }

  private ExitCode detach(RealParts real, Plan plan) throws InterruptedException {
    Detached started =
        Detached.start(real.stateFolder(), OwnCommandLine.with(asked.argumentsInBackground()));
    Attachment run = new Attachment(started.address(), real.options());
    Optional<ExitCode> end = awaited(run, names(plan));
    if (end.isEmpty()) {
      throw started.end();
    }
    chart(run).forEach(System.out::println);
    return end.get();
  }

  private Optional<ExitCode> awaited(Attachment run, List<String> names)
      throws InterruptedException {
    return new AwaitedRun(run, names, asked.limit(), asked.json).await();
  }

  private static List<String> names(Plan plan) {
    return plan.services().stream().map(Service::name).toList();
  }

  private ExitCode perform(
      Project project,
      Plan plan,
      Parts parts,
      Path stateFolder,
      RunAccess.PortHolder portHolder,
      UpRun.Step onceThere)
      throws InterruptedException {
    if (asked.plan) {
      new PlanText(System.out).print(plan, parts);
      return ExitCode.HEALTHY;
    }
    ProjectFiles files =
        new ProjectFiles(
            project.serviceFolders(),
            project.root().resolve(ProjectReader.FILE_NAME),
            () -> Plan.of(Projects.readWhileEdited(), asked.services));
    return new UpRun(asked, project, bus, stateFolder, portHolder)
        .perform(plan, files, parts, onceThere);
  }
}
