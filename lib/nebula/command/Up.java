package nebula.command;

import java.nio.file.Path;
import java.util.Optional;
import nebula.dashboard.RunAccess;
import nebula.engine.Parts;
import nebula.engine.Plan;
import nebula.engine.ProjectFiles;
import nebula.event.EventBus;
import nebula.model.ExitCode;
import nebula.model.Project;

/// Does what {@link UpCommand} was asked for: reads the project, and tells or runs its plan.
final class Up {
  private final UpCommand asked;
  private final EventBus bus = new EventBus();

  Up(UpCommand asked) {
    this.asked = asked;
  }

  ExitCode run() throws InterruptedException {
    Project project = Projects.read();
    Plan plan = Plan.of(project, asked.services);
    Path stateFolder = StateFolder.of(project.cluster().name(), System.getenv());
    if (asked.rehearse) {
      try (RehearsalParts rehearsal = new RehearsalParts(project, bus, asked.faults)) {
        return perform(
            project,
            plan,
            rehearsal.parts(),
            stateFolder.resolve("rehearsal"),
            _ -> Optional.empty(),
            () -> {});
      }
    }
    if (asked.detach || attaches()) {
      Optional<Attachment> present = Attachment.find(stateFolder);
      if (present.isPresent() && present.get().hasAll(asked.services)) {
        return asked.detach ? alreadyThere(present.get()) : present.get().show();
      }
    }
    if (asked.detach) {
      return new Detached(stateFolder, asked.argumentsInBackground(), asked.limit()).run();
    }
    RealParts real = new RealParts(project, bus, asked.context, asked.pull);
    return perform(
        project,
        plan,
        real.parts(),
        stateFolder,
        real::holderOf,
        asked.mergeKubeconfig ? real::mergeKubeconfig : () -> {});
  }

  /// A person at a terminal, or a log, sees the run that is there; scripts get one of their own.
  private boolean attaches() {
    return !asked.wait && !asked.plan && !asked.json && !asked.inBackground;
  }

  private static ExitCode alreadyThere(Attachment present) {
    System.out.println(
        "the run is there already (process " + present.process() + "); ./jbang up.java shows it");
    return ExitCode.HEALTHY;
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
        new ProjectFiles(project.serviceFolders(), () -> Plan.of(Projects.read(), asked.services));
    return new UpRun(asked, project, bus, stateFolder, portHolder)
        .perform(plan, files, parts, onceThere);
  }
}
