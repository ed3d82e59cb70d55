package nebula.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import nebula.command.NewService.PortPair;
import nebula.config.Names;
import nebula.config.ProjectReader;
import nebula.config.ServiceNames;
import nebula.image.ImageName;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.Project;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `new`: a good start of a service's files.
@Command(
    name = "new.java",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes services/NAME/service.yaml and k8s.yaml as a start for a new service.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  new.java cache --image valkey/valkey:8.0 --port 6379",
      "  new.java api --dockerfile apps/api/Dockerfile --port 8090:80 --health /health"
          + " --depends-on temporal",
      "  new.java site --local \"pnpm dev\" --in apps/site --port 5173 --health /"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "2:bad input: nothing was written"})
public final class NewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The service's name: a-z, 0-9 and '-'.")
  String name;

  @ArgGroup(exclusive = true, multiplicity = "1")
  Origin origin;

  static final class Origin {
    @Option(names = "--image", paramLabel = "IMAGE", description = "An image that is pulled.")
    String image;

    @Option(
        names = "--dockerfile",
        paramLabel = "PATH",
        description = "A Dockerfile that is built here, from its folder.")
    Path dockerfile;

    @Option(
        names = "--local",
        paramLabel = "COMMAND",
        description = "A process of this machine, such as \"pnpm dev\".")
    String local;
  }

  @Option(
      names = "--port",
      paramLabel = "N[:M]",
      converter = PortConverter.class,
      description = {
        "A port of this machine, and the service's where that is another one.",
        "The health of the first is asked."
      })
  List<PortPair> ports = List.of();

  @Option(
      names = "--depends-on",
      paramLabel = "SERVICE",
      split = ",",
      description = "What has to be healthy before it starts.")
  List<String> dependsOn = List.of();

  @Option(
      names = "--health",
      paramLabel = "/PATH",
      description = "Asked by HTTP, 200 is good; without it a connection is enough.")
  Optional<String> health = Optional.empty();

  @Option(
      names = "--in",
      paramLabel = "FOLDER",
      description = "Where --local runs (default: apps/NAME where it is there, else the project).")
  Optional<Path> folder = Optional.empty();

  @Spec CommandSpec spec;

  private final Supplier<Path> home;

  public NewCommand() {
    this(Home::find);
  }

  /// @param home the project's folder
  NewCommand(Supplier<Path> home) {
    this.home = home;
  }

  @Override
  public Integer call() {
    if (!Names.isLabel(name)) {
      throw bad(
          "'" + name + "' is no name for a service: a-z, 0-9 and '-' are taken, at most 63",
          Names.mended(name, Names.LONGEST_LABEL)
              .map(mended -> "write '" + mended + "'")
              .orElse("choose another name"));
    }
    Path root = home.get();
    NewFiles.checkRoom(NewFiles.folder(root, name));
    Project project = ProjectReader.beforeOneMore(root).read();
    ServiceNames.check(project, dependsOn);
    ports.forEach(port -> checkFree(project, port));
    checkOptions();
    NewService service =
        new NewService(name, origin(project), List.copyOf(ports), List.copyOf(dependsOn), health);
    print(project, new NewFiles(project).write(service));
    return ExitCode.HEALTHY.number();
  }

  private void checkOptions() {
    if (health.isPresent() && ports.isEmpty()) {
      throw bad("--health needs a port to ask at", "add --port N");
    }
    if (health.filter(path -> !path.startsWith("/")).isPresent()) {
      throw bad("--health is a path that begins with '/'", "write --health /" + health.get());
    }
    if (folder.isPresent() && origin.local == null) {
      throw bad("--in goes with --local only", "take it away");
    }
  }

  private static void checkFree(Project project, PortPair wanted) {
    Optional<String> owner =
        project.registry().port() == wanted.local()
            ? Optional.of("the registry (nebula.yaml)")
            : project.services().stream()
                .filter(service ->
                    service.ports().stream().anyMatch(port -> port.local() == wanted.local()))
                .map(service -> "the service '" + service.name() + "' at " + service.declared())
                .findAny();
    if (owner.isPresent()) {
      throw bad(
          "port " + wanted.local() + " is taken by " + owner.get(),
          "give it another one on this machine: --port N:" + wanted.remote());
    }
  }

  private NewService.Origin origin(Project project) {
    if (origin.local != null) {
      Path own = project.root().resolve("apps").resolve(name);
      Path where =
          folder.map(NewCommand::absolute).orElse(Files.isDirectory(own) ? own : project.root());
      return new NewService.OnThisMachine(origin.local, where);
    }
    if (origin.image != null) {
      if (ImageName.of(origin.image).isEmpty()) {
        throw bad("'" + origin.image + "' is no image's name", "write it as name:tag");
      }
      return new NewService.Published(origin.image);
    }
    Path dockerfile = absolute(origin.dockerfile);
    if (!Files.isRegularFile(dockerfile)) {
      throw bad(
          "there is no Dockerfile at " + dockerfile, "create it first, or correct --dockerfile");
    }
    return new NewService.BuiltHere(dockerfile.getParent(), dockerfile);
  }

  private void print(Project project, List<Path> written) {
    PrintWriter out = spec.commandLine().getOut();
    for (Path file : written) {
      out.println("wrote " + project.root().relativize(file));
    }
    out.println(
        "next: read %s through, then ./jbang up.java; an up that runs takes it in by itself"
            .formatted(written.size() == 1 ? "it" : "both"));
    out.flush();
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static Failure bad(String what, String mend) {
    return Failure.badInput(Problem.of(what, mend));
  }

  static final class PortConverter implements ITypeConverter<PortPair> {
    private static final int HIGHEST = 65_535;

    @Override
    public PortPair convert(String text) {
      int colon = text.indexOf(':');
      int local = port(text, colon < 0 ? text : text.substring(0, colon));
      return new PortPair(local, colon < 0 ? local : port(text, text.substring(colon + 1)));
    }

    private static int port(String whole, String part) {
      try {
        int port = Integer.parseInt(part);
        if (port >= 1 && port <= HIGHEST) {
          return port;
        }
      } catch (NumberFormatException noNumber) {
        // Said below.
      }
      throw new TypeConversionException(
          "'" + whole + "' is no port: write 8080, or 8090:80 for two different ones");
    }
  }
}
