package nebula.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nebula.event.EventBus;
import nebula.model.ExitCode;
import nebula.model.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `reset`: deletes the cluster, the registry and the data, after saying what goes.
@Command(
    name = "reset.java",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Deletes the cluster, the registry and all data, after saying what goes.")
public final class ResetCommand implements Callable<Integer> {
  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Project project = Projects.settings();
    EventBus bus = new EventBus();
    RealParts parts = new RealParts(project, bus, Optional.empty(), false);
    List<String> belongings = parts.host().belongings();
    if (belongings.isEmpty()) {
      out.println("nothing to delete: there is no cluster " + project.cluster().name());
      return ExitCode.HEALTHY.number();
    }
    out.println("This deletes for good:");
    if (!new Consent(yes, out).to("Delete all of it?", belongings)) {
      out.println("nothing was deleted");
      return ExitCode.HEALTHY.number();
    }
    Optional<Attachment> run = parts.run();
    if (run.isPresent()) {
      run.get().end();
    }
    bus.subscribe(new ProgressLines(spec.commandLine().getErr()));
    parts.host().delete();
    out.println("deleted; ./jbang up.java makes everything anew");
    return ExitCode.HEALTHY.number();
  }
}
