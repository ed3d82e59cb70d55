package nebula.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nebula.cluster.ClusterHost;
import nebula.cluster.ContextGuard;
import nebula.cluster.ExternalHost;
import nebula.cluster.K3dHost;
import nebula.cluster.PortOwner;
import nebula.config.ProjectReader;
import nebula.engine.LocalPorts;
import nebula.engine.Parts;
import nebula.event.EventBus;
import nebula.health.LiveProber;
import nebula.image.DockerImageBuilder;
import nebula.image.ImageBuilder;
import nebula.image.ImageSource;
import nebula.image.RegistryImages;
import nebula.kube.FabricConnector;
import nebula.kube.KubeConnector;
import nebula.kube.ManifestLoader;
import nebula.local.LocalMachine;
import nebula.model.Failure;
import nebula.model.Project;
import nebula.process.Command;
import nebula.process.Programs;
import nebula.process.ZtPrograms;

/// Puts together what works on real clusters.
final class RealParts {
  private final Project project;
  private final Path stateFolder;
  private final Programs programs = new ZtPrograms();
  private final String context;
  private final ClusterHost host;
  private final KubeConnector connector;
  private final ImageSource images;
  private final ImageBuilder builder;

  /// @param chosenContext a kubectl context to use instead of the project's own k3d cluster
  /// @throws Failure when the context may not be written to
  RealParts(Project project, EventBus bus, Optional<String> chosenContext, boolean refreshImages) {
    this(project, bus, chosenContext, refreshImages, System.getenv());
  }

  RealParts(
      Project project,
      EventBus bus,
      Optional<String> chosenContext,
      boolean refreshImages,
      Map<String, String> environment) {
    this.project = project;
    this.context = chosenContext.orElse(project.cluster().context());
    ContextGuard.check(
        context,
        project.cluster(),
        project.allowContexts(),
        () -> new ProjectReader(project.root()).allowContexts());
    this.stateFolder = StateFolder.of(project.cluster(), context, environment);
    if (context.equals(project.cluster().context())) {
      host = new K3dHost(programs, bus, project.cluster(), project.registry(), stateFolder);
      connector = FabricConnector.withVolumesAhead(this::makeFolderOnNode);
      images = new RegistryImages(programs, bus, project.registry(), refreshImages);
    } else {
      Path home = Path.of(System.getProperty("user.home"));
      host =
          new ExternalHost(context, ExternalHost.kubeconfigs(environment.get("KUBECONFIG"), home));
      connector = new FabricConnector();
      // Such a cluster fetches what it runs for itself.
      images = _ -> {};
    }
    builder =
        new DockerImageBuilder(
            programs,
            bus,
            project.registry(),
            images,
            stateFolder,
            project.parallelBuilds(),
            environment,
            Thread::startVirtualThread);
  }

  ClusterHost host() {
    return host;
  }

  KubeConnector connector() {
    return connector;
  }

  Path stateFolder() {
    return stateFolder;
  }

  /// The run that goes on on this cluster.
  Optional<Attachment> run() {
    return Attachment.find(stateFolder, options());
  }

  /// What makes a command mean this cluster, with a space before it.
  String options() {
    return context.equals(project.cluster().context()) ? "" : " --context " + context;
  }

  /// Who listens on a port of this machine.
  Optional<String> holderOf(int port) throws InterruptedException {
    return new PortOwner(programs).of(port);
  }

  Parts parts() {
    return new Parts(
        context,
        project.namespace(),
        false,
        host,
        connector,
        images,
        LiveProber::new,
        () -> new ManifestLoader(project.namespace()),
        builder,
        Optional.of(() -> LocalMachine.real(stateFolder, programs)),
        Optional.of(stateFolder),
        Optional.of(new LocalPorts(stateFolder, new PortOwner(programs))));
  }

  /// Puts the cluster into the user's own kubeconfig and leaves the current context as it is.
  ///
  /// @throws Failure when k3d cannot do it
  void mergeKubeconfig() throws InterruptedException {
    Command command =
        Command.of(
            Duration.ofSeconds(30),
            "k3d",
            "kubeconfig",
            "merge",
            project.cluster().name(),
            "--kubeconfig-merge-default",
            "--kubeconfig-switch-context=false");
    Programs.Outcome outcome = programs.run(command);
    if (!outcome.succeeded()) {
      throw Failure.machineLacks(
          "the cluster could not be merged into your kubeconfig: " + outcome.lastLine(),
          "use its own instead: export KUBECONFIG=" + stateFolder.resolve("kubeconfig"));
    }
  }

  private boolean makeFolderOnNode(String path) throws InterruptedException {
    String node = "k3d-" + project.cluster().name() + "-server-0";
    Command command =
        Command.of(
            Duration.ofSeconds(10), "docker", "exec", node, "mkdir", "-p", "-m", "777", path);
    return programs.run(command).succeeded();
  }
}
