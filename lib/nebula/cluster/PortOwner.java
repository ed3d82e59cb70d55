package nebula.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nebula.model.Failure;
import nebula.process.Command;
import nebula.process.Programs;

/// Who listens on a TCP port of this machine, for messages.
public final class PortOwner {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /// Programs that listen for a container, which is what a person wants to know of.
  private static final List<String> FOR_CONTAINERS =
      List.of("docker-proxy", "com.docker", "rootlesskit", "ssh", "limactl", "vpnkit");

  private final Programs programs;

  public PortOwner(Programs programs) {
    this.programs = programs;
  }

  /// `postgres (pid 123)` or `the container NAME`; empty when nobody listens, or when this user may
  /// not see who. Asks the system's own tools, 2 s at most each, and never fails.
  public Optional<String> of(int port) throws InterruptedException {
    Optional<String> process = process(port);
    if (process.isPresent() && FOR_CONTAINERS.stream().noneMatch(process.get()::startsWith)) {
      return process;
    }
    Optional<String> container = container(port);
    return container.isPresent() ? container : process;
  }

  private Optional<String> process(int port) throws InterruptedException {
    Optional<String> bySs =
        OperatingSystem.isMac()
            ? Optional.empty()
            : answer("ss", "-H", "-l", "-t", "-n", "-p", "sport", "=", ":" + port)
                .flatMap(PortOwner::readSs);
    if (bySs.isPresent()) {
      return bySs;
    }
    return answer("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc")
        .flatMap(PortOwner::readLsof);
  }

  private Optional<String> container(int port) throws InterruptedException {
    return answer("docker", "ps", "--filter", "publish=" + port, "--format", "{{.Names}}")
        .flatMap(out -> out.lines().findFirst())
        .map(name -> "the container " + name);
  }

  private Optional<String> answer(String... command) throws InterruptedException {
    try {
      return Optional.of(programs.run(Command.of(LIMIT, command)).out());
    } catch (Failure _) {
      return Optional.empty(); // the tool is not here, or stays: the port is taken all the same
    }
  }

  /// `… users:(("postgres",pid=123,fd=5))`, without `users` where it is not this user's to see.
  static Optional<String> readSs(String out) {
    String name = between(out, "users:((\"", "\"");
    String pid = between(out, "pid=", ",");
    return name.isEmpty() || pid.isEmpty() ? Optional.empty() : Optional.of(owner(name, pid));
  }

  /// Lines `p123` and `cpostgres`.
  static Optional<String> readLsof(String out) {
    String pid = "";
    String name = "";
    for (String line : out.lines().toList()) {
      if (line.startsWith("p") && pid.isEmpty()) {
        pid = line.substring(1);
      } else if (line.startsWith("c") && name.isEmpty()) {
        name = line.substring(1);
      }
    }
    return name.isEmpty() || pid.isEmpty() ? Optional.empty() : Optional.of(owner(name, pid));
  }

  private static String owner(String name, String pid) {
    // macOS's AirPlay Receiver listens on 5000 and 7000 under this name.
    String shown = name.startsWith("ControlCe") ? "AirPlay Receiver (ControlCenter)" : name;
    return shown + " (pid " + pid + ")";
  }

  private static String between(String text, String before, String after) {
    int from = text.indexOf(before);
    if (from < 0) {
      return "";
    }
    int start = from + before.length();
    int end = text.indexOf(after, start);
    return end < 0 ? "" : text.substring(start, end);
  }
}
