package nebula.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.config.ServiceNames;
import nebula.engine.Parts;
import nebula.event.EventBus;
import nebula.kube.FabricConnector;
import nebula.kube.ManifestLoader;
import nebula.model.Project;
import nebula.rehearsal.Fault;
import nebula.rehearsal.Rehearsal;

/// Puts together what works on a cluster inside this process.
final class RehearsalParts implements AutoCloseable {
  /// As quick as a small cluster whose images are there.
  private static final double SPEED = 1;

  private final Project project;
  private final Rehearsal rehearsal;

  /// @param faults as on the command line: `SERVICE=crash`
  RehearsalParts(Project project, EventBus bus, List<String> faults) {
    this.project = project;
    this.rehearsal = Rehearsal.start(parsed(project, faults), SPEED, new FabricConnector(), bus);
  }

  private static List<Fault> parsed(Project project, List<String> texts) {
    List<Fault> faults = new ArrayList<>();
    for (String text : texts) {
      Fault fault = Fault.parse(text);
      ServiceNames.check(project, List.of(fault.service()));
      faults.add(fault);
    }
    return faults;
  }

  Parts parts() {
    return new Parts(
        "rehearsal",
        project.namespace(),
        true,
        rehearsal.host(),
        rehearsal.connector(),
        rehearsal.images(),
        _ -> rehearsal.prober(),
        () -> new ManifestLoader(project.namespace()),
        rehearsal.builder(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void close() {
    rehearsal.close();
  }
}
