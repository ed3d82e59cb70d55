package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A project on a cluster of its own, for tests and measurements: the developer's environment,
/// which may run beside it, is never touched.
public final class Sandbox implements AutoCloseable {
  /// What images and local services are made from.
  private static final Pattern COPIED =
      Pattern.compile("apps/|convex/|package\\.json|pnpm-|tsconfig|\\.dockerignore|\\.npmrc");

  private final Place place;
  private final Path root;
  private final Path state;

  /// What must differ from every other environment on the machine.
  ///
  /// @param portShift added to every local port of the real services; what comes out is below the
  ///   ports that Linux gives to outgoing connections, which begin at 32768
  public record Place(String cluster, int registryPort, String subnet, int portShift) {
    public static final Place TESTS = new Place("nebula-e2e", 5099, "172.31.240.0/24", 20_000);
    public static final Place BENCH = new Place("nebula-bench", 5098, "172.31.241.0/24", 10_000);

    public String registry() {
      return cluster + "-registry";
    }
  }

  private Sandbox(Place place, Path root) {
    this.place = place;
    this.root = root;
    this.state = Path.of(System.getProperty("java.io.tmpdir"), place.cluster() + "-state");
  }

  /// The five services of the checkout that run published images, on other local ports.
  public static Sandbox ofTheStack(Place place) {
    Sandbox sandbox = empty(place, "default");
    sandbox.copyServices(checkout().resolve("services"));
    return sandbox;
  }

  /// A copy of the whole project with all its services, on other local ports; edits in it are none
  /// of the checkout's.
  public static Sandbox ofTheCheckout(Place place) {
    Sandbox sandbox = empty(place, "default");
    List<String> tracked =
        List.of("git", "-C", checkout().toString(), "ls-files", "-co", "--exclude-standard");
    try {
      for (String name : output(tracked).lines().toList()) {
        Path from = checkout().resolve(name);
        if (COPIED.matcher(name).lookingAt() && Files.isRegularFile(from)) {
          Path to = sandbox.root.resolve(name);
          Files.createDirectories(to.getParent());
          Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
      try (var folders = Files.list(checkout().resolve("services"))) {
        for (Path folder : folders.toList()) {
          sandbox.copyService(folder);
        }
      }
      return sandbox;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A project in a namespace of its own, without services yet.
  public static Sandbox empty(Place place, String namespace) {
    try {
      Sandbox sandbox = new Sandbox(place, Files.createTempDirectory(place.cluster()));
      sandbox.write(
          "nebula.yaml",
          """
          namespace: %s
          cluster: {name: %s, subnet: %s}
          registry: {name: %s, port: %d}
          dashboard: {port: %d}
          """
              .formatted(
                  namespace,
                  place.cluster(),
                  place.subnet(),
                  place.registry(),
                  place.registryPort(),
                  10_350 + place.portShift()));
      Files.createDirectories(sandbox.root.resolve("services"));
      return sandbox;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public static Path checkout() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("jbang"))) {
        return folder;
      }
    }
    throw new IllegalStateException("the tests run inside the checkout, not in " + here);
  }

  public int shifted(int port) {
    return port + place.portShift();
  }

  public Sandbox write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public Path root() {
    return root;
  }

  public Path state() {
    return state;
  }

  /// Runs a script of the checkout on this project, to its end.
  public Cli.Result run(String script, String... arguments) {
    return Cli.run(root, environment(), script, arguments);
  }

  /// Starts a script and returns while it runs.
  public Cli.Running start(String script, String... arguments) {
    return Cli.start(root, environment(), script, arguments);
  }

  public String kubectl(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("kubectl", "--kubeconfig"));
    command.add(state.resolve("kubeconfig").toString());
    command.addAll(List.of(arguments));
    return output(command);
  }

  public static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes());
      process.waitFor(60, TimeUnit.SECONDS);
      return text.strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }

  /// What tells a script to work on this project.
  public Map<String, String> environment() {
    // Without a display, the desktop is skipped: a window would open on the developer's screen.
    return Map.of(
        "NEBULA_HOME",
        root.toString(),
        "NEBULA_STATE",
        state.toString(),
        "DISPLAY",
        "",
        "WAYLAND_DISPLAY",
        "");
  }

  private void copyServices(Path from) {
    try (var folders = Files.list(from)) {
      for (Path folder : folders.toList()) {
        if (!needsTheCheckout(folder.resolve("service.yaml"))) {
          copyService(folder);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Its image is built from the checkout, or its process runs there.
  private static boolean needsTheCheckout(Path description) throws IOException {
    try (var lines = Files.lines(description)) {
      return lines.anyMatch(line -> !line.startsWith("#") && line.contains("../.."));
    }
  }

  private void copyService(Path folder) throws IOException {
    ShiftedPorts ports = new ShiftedPorts(place.portShift());
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        boolean description = file.getFileName().toString().equals("service.yaml");
        String name = folder.getFileName() + "/" + folder.relativize(file);
        write("services/" + name, description ? ports.of(text) : text);
      }
    }
  }

  @Override
  public void close() {
    try (var files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException stays) {
      throw new UncheckedIOException(stays);
    }
  }
}
