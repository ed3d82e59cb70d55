package nebula.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nebula.model.Failure;
import nebula.process.Programs.Outcome;

/// Looks at the node and the registry with one call of docker, because this is on the way of every
/// start.
final class Inspection {
  /// Fields that hold no tab, so that no JSON has to be read.
  private static final String FORMAT =
      String.join(
          "\t",
          "{{.Name}}",
          "{{.Id}}",
          "{{.State.Status}}",
          "{{.State.StartedAt}}",
          label("k3d.cluster"),
          label(Labels.CLUSTER),
          label(Labels.SETTINGS),
          "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}");

  private static final int FIELDS = 8;

  private final Docker docker;

  Inspection(Docker docker) {
    this.docker = docker;
  }

  /// @return of the containers of these names those that exist
  List<FoundContainer> of(String... names) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("container", "inspect", "--format", FORMAT));
    words.addAll(List.of(names));
    Outcome outcome = docker.ask(words.toArray(String[]::new));
    if (!outcome.succeeded() && !saysOnlyThatSomeAreAbsent(outcome.err())) {
      throw Failure.machineLacks(
          "Docker could not tell of its containers: " + outcome.lastLine(), "docker info");
    }
    return read(outcome.out());
  }

  static List<FoundContainer> read(String out) {
    List<FoundContainer> found = new ArrayList<>();
    for (String line : out.split("\n")) {
      String[] fields = line.split("\t", -1);
      if (fields.length == FIELDS) {
        found.add(container(fields));
      }
    }
    return found;
  }

  static Optional<FoundContainer> named(String name, List<FoundContainer> containers) {
    return containers.stream().filter(container -> container.name().equals(name)).findFirst();
  }

  private static FoundContainer container(String[] fields) {
    String networks = fields[7].strip();
    return new FoundContainer(
        fields[0].startsWith("/") ? fields[0].substring(1) : fields[0],
        fields[1],
        fields[2],
        fields[3],
        fields[4],
        fields[5],
        fields[6],
        networks.isEmpty() ? List.of() : List.of(networks.split(" ")));
  }

  private static boolean saysOnlyThatSomeAreAbsent(String err) {
    return err.lines()
        .filter(line -> !line.isBlank())
        .allMatch(line -> line.toLowerCase(Locale.ROOT).contains("no such "));
  }

  /// Empty where the container has no labels, or not this one: `index` alone prints `<no value>`.
  private static String label(String key) {
    return "{{with .Config.Labels}}{{with index . \"" + key + "\"}}{{.}}{{end}}{{end}}";
  }
}
